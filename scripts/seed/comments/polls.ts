/** Under the polls. */
import type { SampleThread } from './sample-comment.ts';

export const POLL_THREADS: SampleThread[] = [
	{
		kind: 'poll',
		slug: 'nguoi-tai-khu-vuc-cong',
		comments: [
			{
				text: 'Tôi chọn thi tuyển thật. Lương cao mà vẫn phải quen biết thì người giỏi cũng không vào.',
				agreed: 0.84,
				picked: true,
				replies: [
					'Lương thấp thì thi thật cũng chẳng ai thi.',
					'Hai cái phải đi cùng nhau, mà thăm dò chỉ cho chọn một.',
					'Ừ, chọn một khó thiệt.',
				],
			},
			'Lương. Không cần bàn.',
			{
				text: 'Em mới ra trường, được mời về xã với 5 triệu rưỡi. Em muốn về lắm mà tiền trọ 2 triệu.',
				agreed: 0.9,
				replies: ['Thương em. Ráng giữ cái bụng muốn phục vụ nha.', 'Muốn phục vụ mà đói thì cũng thua.'],
			},
			'Có sếp tốt thì lương vừa vừa cũng ở.',
			{ text: 'Trao quyền. Tôi từng thấy kỹ sư giỏi ngồi soạn giấy mời họp ba năm.', agreed: 0.88 },
			'Người tài hay không thì cũng phải tử tế trước đã.',
			{
				text: 'Ai định nghĩa “người tài”? Bằng cấp hay việc làm được?',
				replies: ['Việc làm được.', 'Việc làm được, có dân chứng.'],
			},
			{
				text: 'con ông cháu cha hết r',
				agreed: 0.58,
				reports: [{ reason: 'offensive' }],
				kept: true,
				replies: ['Nơi nào có bằng chứng thì nêu, chứ nói chung chung tội người làm thiệt.'],
			},
			'Cho người ngoài tỉnh thi với, đừng đòi hộ khẩu.',
			'I left for the private sector mostly because nothing I proposed in four years got an answer, not even a no.',
		],
	},
	{
		kind: 'poll',
		slug: 'mot-cua-cap-xa',
		comments: [
			{ text: 'Tôi cho 4. Trừ một điểm vì ghế chờ nóng quá.', agreed: 0.75 },
			'Cho 2, vì bốn lần mới xong.',
			{
				text: '5 điểm cho An Hòa, 1 điểm cho cái máy in của An Hòa.',
				agreed: 0.86,
				replies: [
					'Cái máy in đó huyền thoại rồi 🤣',
					{ text: 'Máy in mới đã về sáng nay.', official: true },
					'Huyền thoại kết thúc.',
				],
			},
			'Thái độ tốt hơn trước nhưng thời gian vẫn lâu.',
			{
				text: 'Hỏi hài lòng mà không hỏi tại sao thì cũng như bác sĩ hỏi đau không mà không hỏi đau chỗ nào.',
				agreed: 0.82,
				replies: ['Thì viết ở đây nè bác, chỗ này để hỏi tại sao đó.'],
			},
			'Bình thường.',
			'Cán bộ hộ tịch rất rành, nói một lần là hiểu.',
			{ text: 'Nhà xa, đi ba lượt, tiền xăng hơn tiền lệ phí.', agreed: 0.87 },
		],
	},
	{
		kind: 'poll',
		slug: 'viec-can-chan-chinh-truoc',
		comments: [
			{
				text: 'Chọn ba mà tôi muốn chọn cả tám.',
				agreed: 0.81,
				replies: ['Chọn ba cái đau nhất thôi bác.', 'Cái nào cũng đau 😅'],
			},
			'Trễ hẹn là gốc. Đúng hẹn thì dân tự khắc vui.',
			{ text: 'Bồi dưỡng, cà phê. Nhỏ mà thành nếp thì không gỡ được.', agreed: 0.85 },
			{
				text: 'Đùn đẩy! Phòng A chỉ qua phòng B, phòng B đi vắng.',
				agreed: 0.9,
				replies: ['Phòng B đang họp với phòng A đó.'],
			},
			'Gọi điện không ai nghe. Số ghi trên bảng là số máy bàn đã cắt.',
			'Cho xin kết quả theo từng xã luôn.',
			{
				text: 'làm việc riêng: bán hàng online trong giờ hành chính, tôi còn mua trúng của chị ở quầy 😂',
				agreed: 0.7,
				replies: ['Có giảm giá hông?', 'Cười mà đau.'],
			},
		],
	},
	{
		kind: 'poll',
		slug: 'cham-diem-duong-noi-ban-o',
		comments: [
			'3 điểm, mà 3 điểm đó là cho hàng cây.',
			{
				text: '9. Đường bê tông nội ấp mới, dân hiến đất, xã góp xi măng. Đi sướng cái chân.',
				agreed: 0.83,
				replies: ['Ấp nào mà giỏi vậy?', { text: 'Ấp Gò Đình, Bình Phú.', same: true }],
			},
			'0 điểm. Mời lãnh đạo đi bằng xe máy, đừng đi xe hơi.',
			{ text: 'Đường phẳng nhưng tối. Con gái đi làm ca đêm về tôi phải ra đầu hẻm đón.', agreed: 0.92 },
			'5.',
			{
				text: 'Điểm bao nhiêu cũng được, chừng nào sửa?',
				agreed: 0.79,
				replies: [
					{
						text: 'Danh mục năm tới được công bố sau khi thăm dò khép lại, kèm thứ tự và lý do của từng đoạn.',
						official: true,
					},
				],
			},
		],
	},
	{
		kind: 'poll',
		slug: 'gio-mo-cua-mot-cua',
		mode: 'after',
		comments: [
			{ text: 'Thứ Bảy sáng là hợp với công nhân nhất.', agreed: 0.88 },
			{
				text: 'Mở tới 19 giờ một ngày trong tuần đi, thứ Bảy cho người ta nghỉ với gia đình.',
				agreed: 0.72,
				replies: [
					'Tăng ca tới 20 giờ rồi bác ơi.',
					'Luân phiên là được, tuần này thứ Bảy, tuần sau buổi tối.',
				],
			},
			'Trưa là tiện nhất, tranh thủ ăn vội rồi chạy qua.',
			'Cứ online hết thì khỏi mở giờ nào.',
			{ text: 'Má tui không biết online nha.', agreed: 0.84 },
			'ok',
		],
	},
	{
		kind: 'poll',
		slug: 'thoat-nuoc-nam-toi',
		comments: [
			{
				text: 'Nạo vét trước đi. Cống to mà nghẹt thì cũng như không.',
				agreed: 0.86,
				picked: true,
				replies: ['Nạo vét xong phải chở bùn đi, đừng để lên bờ mưa lại trôi xuống.', 'Đúng!!'],
			},
			'Trường học. Trẻ con lội nước bẩn là không chấp nhận được.',
			{ text: 'Khu trũng nhà tôi ngập từ thời ông nội.', agreed: 0.8 },
			'Sao phải chờ khép lại mới xem kết quả vậy?',
			{ text: 'Để khỏi ai bị ảnh hưởng bởi số đông đó bạn, vậy mới công bằng.', agreed: 0.82 },
			'Chợ mà ngập thì bà con lỗ vốn hết.',
		],
	},
	{
		kind: 'poll',
		slug: 'thai-do-tiep-dan',
		mode: 'closed',
		comments: [
			'Thái độ tốt, kết quả chậm.',
			{
				text: 'Cô tiếp dân nói “cháu xin lỗi vì để bác chờ”. Tôi đi làm giấy tờ bốn chục năm mới nghe câu đó.',
				agreed: 0.95,
				picked: true,
				replies: ['Một câu thôi mà.', 'Chỉ cần vậy thôi đó.'],
			},
			'Mặt lạnh như tiền, hỏi gì cũng “ngồi chờ đi”.',
			{
				text: 'Kết quả này sẽ dùng làm gì?',
				replies: [
					{
						text: 'Từng cơ quan nhận kết quả của mình và phải nêu một việc sẽ sửa. Các việc ấy sẽ được đăng ở chủ đề này.',
						official: true,
					},
				],
			},
		],
	},
	{
		kind: 'poll',
		slug: 'nop-ho-so-cach-nao',
		comments: [
			{
				text: 'Nộp trực tuyến mà vẫn phải tới, nên tôi không biết chọn ô nào.',
				agreed: 0.83,
				replies: [
					'Có ô “nộp trực tuyến nhưng vẫn phải đến” mà bạn.',
					{ text: 'À thấy rồi, đúng ô của tôi 😆', same: true },
				],
			},
			'Nhờ con nộp giùm, mắt kém rồi.',
			'Thuê dịch vụ 300 nghìn, hai ngày xong. Tự làm hai tuần.',
			{ text: 'Qua bưu điện được mà ít ai biết, anh bưu tá tới nhà lấy luôn.', agreed: 0.8 },
		],
	},
	{
		kind: 'poll',
		slug: 'ngap-mua-mua-vua-roi',
		comments: [
			'Hơn năm lần, đếm không hết.',
			{ text: 'Nhà cao nên không ngập, nhưng ra đường thì bơi.', agreed: 0.78 },
			{
				text: 'Năm nay đỡ hơn năm ngoái thật, nhờ cái cống hộp mới.',
				agreed: 0.66,
				replies: [
					'Bên này đường thì đỡ, bên kia nặng hơn.',
					'Nước phải có chỗ thoát ra sông, cống hộp thì dừng giữa đường.',
				],
			},
			'Mấy lần ngập là mấy lần xe chết máy.',
		],
	},
];
