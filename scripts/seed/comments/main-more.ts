/** Under the main topic: what else people have to tell. */
import type { Said } from './sample-comment.ts';

export const MAIN_MORE: Said[] = [
	{
		text: 'Tôi xin kể chuyện thật, không thêm bớt. Tháng trước tôi đi làm lại giấy khai sinh cho mẹ, bà cụ bỏ lạc hồi chạy lụt. Lần đầu lên, cô ở quầy nói thiếu xác nhận của thôn. Tôi về xin xác nhận, lên lại thì anh khác nói mẫu này cũ rồi, phải mẫu mới. Lần thứ ba thì mẫu đúng nhưng người ký đi tập huấn tới thứ Năm.\n\nTới lần thứ tư thì gặp một em còn trẻ, em coi hồ sơ, gọi điện hỏi thẳng cho bên hộ tịch, hai mươi phút sau tôi cầm tờ giấy ra về. Vậy là làm được. Cái em đó làm hai mươi phút, ba lần trước tôi mất ba ngày.\n\nTôi không xin phạt ai. Tôi chỉ xin người ta học cái em đó.',
		by: 402,
		picked: true,
		agreed: 0.97,
		replies: [
			'Đọc mà muốn khóc, y hệt chuyện nhà tôi.',
			'Em đó ở xã nào vậy bác, cho em biết tên để khen.',
			'Bác kể có đầu có đuôi, đúng là nên học người làm được chứ không phải chỉ phạt người làm dở.',
			{
				text: 'Cảm ơn bạn đã kể rõ. Chúng tôi đã chuyển chuyện này tới bộ phận hộ tịch để soạn cách làm chung: người nhận hồ sơ gọi hỏi trước khi trả dân về. Bạn cho phép thì chúng tôi xin dùng câu chuyện này trong buổi tập huấn, không nêu tên.',
				official: true,
			},
			{ text: 'Dạ được, cứ dùng.', by: 402 },
		],
	},
	{
		text: 'Nói hoài. Chỉ thị nào cũng hay, xuống tới xã là hết hay.',
		agreed: 0.8,
		replies: ['Chuẩn.', 'Lần này có số liệu công khai thì khác chứ bác.', 'để coi'],
	},
	{ text: 'Ủng hộ.', replies: ['+1'] },
	'Tốt',
	{
		text: 'k có j thay đổi đâu, 3 năm nay vẫn z à',
		agreed: 0.55,
		replies: ['bi quan quá bạn ơi', 'xã mình có đổi đó, giờ có ghế ngồi vs quạt r 😄'],
	},
	'Phường An Hòa dạo này khá hơn thật. Vào có người hỏi cần gì, bấm số giúp, chờ mười lăm phút là xong. Đề nghị các nơi khác học theo.',
	{
		text: 'As a foreign resident married here, I spent two mornings on one stamp. Everyone was polite, but nobody could tell me which form was the right one. A one-page checklist in English would save us all time.',
		agreed: 0.86,
		replies: [
			'Agree. Even the Vietnamese checklist is hard to find, to be honest.',
			'Nên có bản tiếng Anh thật, xã tôi có mấy cô dâu chú rể người nước ngoài.',
			{
				text: 'Thank you. A bilingual list of papers for marriage, birth and residence will be put up here and at the counters. We will answer this comment again when it is there.',
				official: true,
			},
		],
	},
	{
		text: 'Tôi nghỉ việc nhà nước năm ngoái sau chín năm. Không phải vì lương. Vì mỗi ngày làm tám báo cáo giống nhau gửi cho tám nơi, tới chiều mới tới lượt việc của dân. Xin đừng chỉ nhìn người ngồi quầy.',
		picked: true,
		agreed: 0.93,
		replies: [
			'Đúng cảnh em luôn anh ơi, thứ Sáu nào cũng tổng hợp số liệu tới tối.',
			'Tám nơi thật hả? Sao không dùng chung một bảng?',
			'Dùng chung thì mỗi nơi mất một cái để quản.',
		],
	},
	{
		text: 'Sáng nay 7h30 có mặt ở xã, 8h15 mới có người mở cửa. Ghi lại đây để các anh chị biết.',
		replies: ['Xã nào vậy bạn?', { text: 'Đồng Tràm.', same: true }, 'Xã mình thì đúng giờ, chắc tùy nơi.'],
	},
	'Có số thứ tự nhưng người quen vẫn vào trước. Tôi thấy tận mắt hai lần.',
	{
		text: 'Người tốt nhiều lắm, chỉ có một hai người làm xấu cả cơ quan. Xin mọi người đừng vơ đũa cả nắm.',
		agreed: 0.78,
		replies: ['Một hai người đó ai cũng biết mà có ai làm gì đâu.'],
	},
	'Cho hỏi kết quả khảo sát này gửi cho ai, bao giờ có trả lời? Hỏi xong rồi thôi thì lần sau tôi không trả lời nữa.',
	{
		text: 'Tiếp dân mà ngồi sau tấm kính, lỗ thì nhỏ, người già lãng tai phải cúi xuống hét vào. Bỏ kính đi được không?',
		agreed: 0.9,
		replies: [
			'Ý hay, xã Tân Lộc bỏ kính rồi, thấy gần gũi hẳn.',
			'Bỏ kính hay để kính không quan trọng bằng cái miệng biết cười.',
		],
	},
	{
		text: 'Mấy ổng có đọc mấy dòng này hông trời?',
		replies: [
			{
				text: 'Có đọc, bạn ạ. Mỗi sáng thứ Hai chúng tôi đọc và ghi việc phải trả lời; việc nào đã rõ thì trả lời ngay dưới bình luận.',
				official: true,
			},
			'Ủa có trả lời thiệt kìa 😂',
			'lần đầu tiên luôn',
		],
	},
	'Làm giấy xác nhận độc thân mà hỏi tôi “sao chưa lấy vợ”. Chuyện đó có trong thủ tục hông?',
	{ text: 'Chán.', agreed: 0.5 },
	'Cán bộ ở xã tôi nhiệt tình, chỉ có mạng là chậm. Ngồi nhìn cái vòng tròn quay mà cả cán bộ lẫn dân cùng thở dài.',
	{
		text: 'Đi làm giấy tờ cho người mất mà phải qua ba cửa thì tội cho gia đình quá. Xin làm một chỗ: khai tử, xóa hộ khẩu, mai táng phí.',
		agreed: 0.96,
		replies: [
			'Nhà em mới có tang, đi đúng ba nơi, mỗi nơi khai lại y chang.',
			'Liên thông ba thủ tục này có rồi mà, xã không hướng dẫn thôi.',
			{
				text: 'Ba việc này đã làm chung một hồ sơ được. Chúng tôi sẽ nhắc các xã hướng dẫn ngay khi gia đình tới khai tử. Cảm ơn gia đình đã góp ý trong lúc tang gia bối rối.',
				official: true,
			},
		],
	},
	'Nên cho nộp phí bằng mã QR ở mọi quầy, tôi chạy ra ngoài đổi tiền lẻ hai lần rồi.',
	'Bác bảo vệ ở cổng mới là người hướng dẫn tốt nhất cơ quan. Nên khen bác ấy.',
	{ text: 'Bớt băng rôn khẩu hiệu, thêm cái máy lạnh cho chỗ dân ngồi chờ.', agreed: 0.84 },
	'“Dân biết, dân bàn, dân làm, dân kiểm tra, dân giám sát, dân thụ hưởng”. Sáu chữ dân mà tôi mới thấy được hai.',
	{
		text: 'Ngày xưa còn tệ hơn nhiều, mấy đứa trẻ giờ sướng mà không biết.',
		agreed: 0.3,
		replies: [
			'Dạ con biết, nhưng khá hơn hồi xưa không có nghĩa là đủ.',
			'so với hồi xưa thì cái gì chả hơn',
		],
	},
	{
		text: 'Chỉ thị có nói tới văn hóa cảm ơn, xin lỗi. Tôi đề nghị mình đi làm giấy tờ cũng cảm ơn người ta một tiếng.',
		agreed: 0.82,
	},
	'Ai giám sát người giám sát?',
	{
		text: 'Hồ sơ đất nhà tôi nộp ngày 12 tháng trước, hẹn 20 ngày, nay quá 11 ngày chưa có tin. Tôi không bức xúc, tôi chỉ muốn biết nó đang nằm ở bàn nào.',
		replies: [
			{
				text: 'Bạn vào mục tra cứu trên phiếu hẹn, hoặc đọc mã hồ sơ tại quầy. Nếu vẫn không rõ, bạn gọi bộ phận tiếp dân của xã; đừng để mã hồ sơ ở đây vì ai cũng đọc được.',
				official: true,
			},
			'Tra cứu chỉ hiện “đang xử lý” thôi ạ.',
		],
	},
	'Cần lắm một chỗ cho người khuyết tật: bậc tam cấp ở xã cao quá, xe lăn không lên được, phải nhờ hai người khiêng.',
	{ text: 'Ê mà sao tui bấm “hài lòng” hoài mà hông thấy hài lòng ta 🤔', agreed: 0.6 },
	'Đi nghĩa vụ về xin giấy xác nhận cũng được hướng dẫn rất kỹ. Cảm ơn các anh chị ở Bình Phú.',
	{
		text: 'Con tôi học ngành hành chính ra, thi hai lần đều rớt vòng phỏng vấn. Xin công khai điểm phỏng vấn và lời nhận xét.',
		agreed: 0.85,
		replies: [
			'Điểm thì công khai rồi, lời nhận xét thì chưa.',
			'Rớt phỏng vấn là chuyện bình thường mà bác.',
		],
	},
	{ text: 'Tôi thấy bài này viết dễ hiểu. Mong các văn bản khác cũng viết như vầy.', agreed: 0.88 },
	{
		text: 'Hòm thư góp ý ở xã có ổ khóa, mà chìa khóa ở đâu thì không ai biết. Tôi hỏi thử rồi, thiệt.',
		before: 'Hòm thư góp ý ở xã có ổ khóa mà k ai biết chìa khóa ở đâu.',
		replies: ['Cười ra nước mắt.', 'xã em thì làm tổ ong trong đó luôn rồi'],
	},
];
