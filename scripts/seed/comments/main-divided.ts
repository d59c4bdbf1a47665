/**
 * Under the main topic: views that part people in two. Some want rules, checks and consequences first; others want pay,
 * people and trust first. A few views are shared by both.
 */
import type { Said } from './sample-comment.ts';

export const MAIN_DIVIDED: Said[] = [
	{
		camp: 'strict',
		text: 'Cán bộ trễ hẹn hồ sơ lần thứ hai mà không có lý do chính đáng thì phải bị trừ lương tháng đó. Dân trễ hạn nộp thuế thì bị phạt ngay, sao cán bộ trễ hạn thì chỉ “rút kinh nghiệm”?',
		replies: [
			'Đúng rồi, phạt dân thì nhanh lắm.',
			'Trừ lương thì trừ ai? Hồ sơ nằm ở phòng khác, người ngồi quầy chịu tội thay à.',
			{
				text: 'Xin trả lời bạn: từ tháng này, phiếu hẹn quá hạn phải kèm thư xin lỗi có nêu lý do và ngày hẹn mới. Số phiếu quá hạn của từng phòng được niêm yết ở nơi tiếp dân. Việc gắn với xếp loại thi đua đang lấy ý kiến, tỉnh sẽ công bố trong quý này.',
				official: true,
			},
			'Có thư xin lỗi là mừng rồi. Trước giờ tôi chưa thấy ai xin lỗi hết.',
		],
	},
	{
		camp: 'strict',
		text: 'Nên gắn camera có ghi âm ở tất cả các quầy tiếp dân. Ai làm đúng thì không có gì phải ngại.',
		replies: [
			'Ghi âm cả chuyện gia đình của dân thì sao? Tôi đi làm giấy ly hôn, tôi ngại lắm.',
			'Ghi hình thôi, đừng ghi âm, vậy là vừa.',
			'ủng hộ, có camera là tự nhiên ai cũng nhỏ nhẹ liền',
		],
	},
	{
		camp: 'strict',
		text: 'Hai năm liền không hoàn thành nhiệm vụ thì cho nghỉ, tuyển người khác. Ngoài kia thiếu gì người giỏi đang thất nghiệp.',
		replies: [
			'Cho nghỉ thì dễ, tìm người vô làm với mức lương đó mới khó.',
			'Nói thiệt, cơ quan nào mà mạnh dạn cho nghỉ được một người tôi cũng nể.',
		],
	},
	{
		camp: 'strict',
		text: 'Thi tuyển trưởng phòng phải thi công khai, có dân ngồi nghe trình bày đề án và được hỏi. Thi kín thì cũng như không.',
		agreed: 0.7,
		replies: [
			'Cho phát trực tiếp luôn đi, ai rảnh thì coi.',
			'Dân ngồi nghe thì được, chấm điểm thì phải là người có nghề.',
		],
	},
	{
		camp: 'strict',
		text: 'Phải đăng tên cán bộ gây phiền hà lên trang này, kèm việc đã làm. Không nêu tên thì không ai sợ.',
		replies: [
			'Nêu tên rồi lỡ oan người ta thì sao, con cái họ còn đi học trong xã.',
			'Có kết luận rồi mới nêu. Chưa kết luận mà nêu là bêu xấu.',
		],
	},
	{
		camp: 'strict',
		text: 'Cấm tuyệt đối dùng điện thoại làm việc riêng trong giờ tiếp dân. Vi phạm lần đầu nhắc, lần hai phạt.',
	},
	{
		camp: 'strict',
		text: 'Lương thấp không phải là cái cớ để hách dịch. Thợ hồ, công nhân lương cũng thấp mà người ta vẫn làm đàng hoàng.',
		replies: [
			'Nói quá đúng.',
			'Không ai bảo lương thấp thì được hách dịch, chỉ là lương thấp thì người giỏi bỏ đi hết.',
		],
	},
	{
		camp: 'strict',
		text: 'Chấm công bằng vân tay ở mọi cơ quan, kể cả lãnh đạo. Sáng 9 giờ chưa thấy mặt là chuyện bình thường ở xã tôi.',
	},
	{
		camp: 'strict',
		text: 'Mỗi năm nên cho dân chấm điểm từng cán bộ một cửa, ba năm điểm thấp thì chuyển việc khác.',
	},
	{
		camp: 'strict',
		text: 'Đội kiểm tra đột xuất phải đi nhiều hơn, và đừng báo trước. Báo trước thì quầy nào cũng sạch, ai cũng cười.',
	},
	{
		camp: 'strict',
		text: 'Kỷ luật người đứng đầu trước. Cấp dưới sai ba lần thì cấp trên phải chịu trách nhiệm, không thể lần nào cũng “không nắm được”.',
	},
	{
		camp: 'strict',
		text: 'Hạn giải quyết hồ sơ đất đai phải rút xuống một nửa bằng quy định cứng, đừng “phấn đấu” nữa.',
	},
	{
		camp: 'strict',
		text: 'Cán bộ nhận “cà phê” dù chỉ 50 nghìn cũng phải cho thôi việc. Nhỏ bỏ qua thì lớn cũng bỏ qua.',
	},
	{
		camp: 'support',
		text: 'Siết kỷ luật mãi mà lương bảy triệu thì ai ở lại? Muốn người ta phục vụ tử tế thì phải cho người ta sống được đã.',
		replies: [
			'Tăng lương trước rồi thái độ có khá hơn không hay lại y chang?',
			'Con gái tôi học giỏi, nó nói thẳng là không thi công chức vì lương không đủ thuê nhà.',
			'Lương khởi điểm công bố rõ ràng trước khi thi mà, không chịu được thì đừng thi.',
		],
	},
	{
		camp: 'support',
		text: 'Một người ngồi quầy làm việc của ba người thì cáu gắt là chuyện khó tránh. Thêm người cho quầy trước, rồi hãy nói chuyện thái độ.',
		picked: true,
		replies: [
			'Phường tôi đúng là có một chị làm từ sáng tới tối, nhìn mà thương.',
			'Vậy bớt người ở phòng họp đưa ra quầy là đủ chứ đâu cần tuyển thêm.',
			{
				text: 'Cảm ơn bạn. Tỉnh đang rà lại việc của từng vị trí; từ tháng sau bốn xã đông hồ sơ nhất được thêm mỗi nơi hai người, điều từ các phòng ít việc hơn, không tuyển mới.',
				official: true,
			},
		],
	},
	{
		camp: 'support',
		text: 'Phạt nhiều quá cán bộ chỉ lo giữ mình, cái gì cũng xin ý kiến cấp trên, dân lại càng chờ lâu.',
	},
	{
		camp: 'support',
		text: 'Nên có nhà ở giá rẻ và hỗ trợ gửi trẻ cho cán bộ xã vùng xa. Không thì người giỏi đi hết, còn lại ai làm?',
		replies: [
			'Công nhân khu công nghiệp có được hỗ trợ vậy không?',
			'Hợp lý. Giáo viên vùng sâu cũng cần y như vậy.',
		],
	},
	{
		camp: 'support',
		text: 'Camera chĩa vào mặt cả ngày thì ai làm việc cho nổi. Tin nhau một chút, có góp ý thì nói thẳng ở hộp thư.',
	},
	{
		camp: 'support',
		text: 'Đừng bêu tên ai lên mạng. Một lỗi nhỏ mà cả huyện biết thì người ta còn mặt mũi nào đi làm.',
	},
	{
		camp: 'support',
		text: 'Thay vì phạt, mỗi tháng khen công khai một quầy làm tốt. Khen đúng người thì mấy quầy kia tự khắc theo.',
	},
	{
		camp: 'support',
		text: 'Cho cán bộ trẻ được quyết nhiều hơn, sai thì sửa. Cứ dò từng chữ ký thì không ai dám nghĩ gì mới.',
	},
	{
		camp: 'support',
		text: 'Chấm điểm từng cán bộ dễ thành trả đũa. Người làm đúng luật, từ chối hồ sơ sai, lại bị chấm thấp.',
	},
	{
		camp: 'support',
		text: 'Đào tạo lại đàng hoàng, có người kèm, trước khi nói tới cho nghỉ việc. Nhiều anh chị lớn tuổi không quen máy chứ không phải lười.',
	},
	{
		camp: 'support',
		text: 'Kiểm tra ít thôi. Mỗi đoàn kiểm tra tới là cả xã bỏ ba ngày làm báo cáo, dân tới không ai tiếp.',
	},
	{
		camp: 'support',
		text: 'Lương phải theo việc: quầy đông hồ sơ thì phụ cấp cao hơn phòng ngồi mát. Cào bằng thì ai cũng né ra quầy.',
		agreed: 0.7,
	},
	{
		camp: 'support',
		text: 'Cán bộ cũng là người, cũng có ngày con ốm, ngày mệt. Mình nói nhẹ thì họ cũng nói nhẹ lại thôi.',
	},
	{
		camp: 'both',
		agreed: 0.95,
		picked: true,
		text: 'Thiếu giấy gì thì nói hết một lần, ghi ra giấy, ký tên. Tôi chạy bốn lượt chỉ vì mỗi lần một người nói thiếu một thứ khác nhau.',
		replies: [
			'Trúng phóc luôn. Tôi năm lượt.',
			'Tôi đi từ ấp lên xã 14 cây số, mỗi lượt mất một buổi.',
			{
				text: 'Bạn nói đúng và đây là việc đầu tiên chúng tôi sửa: mỗi thủ tục có một phiếu kê đủ giấy tờ, người nhận hồ sơ đánh dấu chỗ thiếu và ký. Hồ sơ đã có phiếu thì nơi nhận không được đòi thêm giấy ngoài phiếu. Nếu vẫn bị đòi, bạn chụp phiếu gửi vào đây giúp chúng tôi.',
				official: true,
			},
			'Phiếu này xã tôi chưa thấy, để tuần sau tôi hỏi thử.',
		],
	},
	{
		camp: 'both',
		agreed: 0.92,
		text: 'Trễ hẹn thì nhắn một cái tin. Có tin nhắn là dân đỡ mất một ngày công rồi.',
	},
	{ camp: 'both', agreed: 0.9, text: 'Họp ít lại. Ba lần tôi lên xã thì hai lần nghe “các anh đang họp”.' },
	{
		camp: 'both',
		agreed: 0.88,
		text: 'Ai cũng được nghe trả lời, kể cả khi câu trả lời là “không được”. Im lặng là tệ nhất.',
	},
];
