/** Under the topic of the one-stop offices. */
import type { Said } from './sample-comment.ts';

export const ONE_STOP: Said[] = [
	{
		by: 419,
		text: 'Nộp trực tuyến xong vẫn được gọi lên “nộp bản giấy để đối chiếu”. Vậy trực tuyến để làm gì?',
		agreed: 0.94,
		picked: true,
		replies: [
			'Em cũng bị, hỏi thì nói hệ thống chưa liên thông.',
			'Chưa liên thông thì ghi rõ từ đầu để dân khỏi mất công gõ.',
			{
				text: 'Với 18 thủ tục làm trực tuyến toàn trình, cán bộ không được yêu cầu bản giấy. Danh sách đang dán ở các quầy. Nếu thủ tục của bạn có trong danh sách mà vẫn bị gọi, bạn nói tên thủ tục và xã, chúng tôi sẽ làm việc với nơi đó.',
				official: true,
			},
			{
				text: 'Đăng ký kinh doanh hộ cá thể, xã Long Sơn.',
				by: 419,
				replies: [{ text: 'Chúng tôi đã ghi nhận và sẽ trả lời trước thứ Sáu tuần này.', official: true }],
			},
		],
	},
	'Phường Rạch Sen có bàn viết riêng cho người già, có kính lão treo sẵn. Chuyện nhỏ mà ấm lòng.',
	{
		text: 'Máy lấy số hỏng từ Tết tới giờ.',
		replies: ['Xã em cũng vậy, giờ phát số bằng… nắp chai.', 'Nắp chai mà công bằng là được rồi 😅'],
	},
	{
		text: 'Chứng thực bản sao mất năm phút, quá nhanh. Cảm ơn chị ngồi quầy số 3.',
		agreed: 0.83,
	},
	{
		text: 'Mở thêm sáng thứ Bảy đi, công nhân tụi tui đâu xin nghỉ được ngày thường.',
		agreed: 0.91,
		replies: [
			'Xin nghỉ một buổi mất chuyên cần cả tháng đó.',
			'Ủng hộ hai tay.',
			'Nhưng cán bộ cũng phải được nghỉ bù nha.',
		],
	},
	'Mã QR trên phiếu hẹn quét ra trang lỗi.',
	{
		text: 'Ba tôi 78 tuổi lên làm trợ cấp, được mời ngồi, rót nước, điền giùm tờ khai. Về nhà ổng kể mãi.',
		agreed: 0.9,
		replies: ['Dễ thương quá. Xã nào vậy ạ?', { text: 'Bình Phú.', same: true }, 'Xã nhỏ mà tình.'],
	},
	{
		text: 'Lần nào cũng “hệ thống đang bảo trì”. Bảo trì gì mà bảo trì hoài vậy trời?',
		agreed: 0.85,
		replies: [
			'Mạng yếu chứ bảo trì gì.',
			'Ở Tân Lộc chiều nào cũng rớt mạng tầm 3 giờ, chắc lúc tụi nhỏ đi học về 😂',
		],
	},
	'Giấy hẹn ghi 5 ngày làm việc, đúng 5 ngày có. Nói cho công bằng là vậy.',
	{
		text: 'Nhà tôi ở cuối ấp, ra xã mới sáp nhập mất 23 cây số. Sáp nhập xong đường thì xa mà hồ sơ thì không bớt. Mong mỗi tuần có một buổi cán bộ về nhà văn hóa ấp nhận hồ sơ.',
		agreed: 0.95,
		picked: true,
		replies: [
			'Ấp tôi cũng cần. Người già không đi xe máy nổi.',
			{
				text: 'Từ đầu tháng sau, xã Long Sơn và xã Đồng Tràm thử “một cửa lưu động” vào chiều thứ Tư tại hai nhà văn hóa ấp xa nhất. Lịch sẽ dán ở ấp và đăng ở đây.',
				official: true,
			},
			'Mừng quá, mong làm lâu dài chứ đừng thử rồi thôi.',
		],
	},
	{
		text: 'Có em đoàn viên đứng hướng dẫn nộp online, dạy má tôi bấm từng nút. Nay má tôi dạy lại cho cả xóm.',
		agreed: 0.89,
	},
	'Tờ khai chữ nhỏ quá, dòng để ghi địa chỉ thì ngắn có hai phân.',
	{
		text: 'ai biết làm lại sổ hộ nghèo cần giấy j k ạ',
		replies: ['Bạn hỏi trưởng ấp trước, rà soát theo đợt chứ không làm lẻ.', 'dạ em cảm ơn'],
	},
	'Nên có phòng nhỏ cho mẹ cho con bú. Tôi bế cháu ba tháng ngồi chờ hai tiếng.',
	{
		text: 'Đi công chứng ngoài nhanh gấp đôi mà còn được mời trà. Nhà nước nên học.',
		agreed: 0.7,
		replies: ['Ngoài lấy tiền gấp năm chứ.'],
	},
	{
		text: 'Giá mà có tin nhắn báo “hồ sơ đã xong” như giao hàng. Gói hàng 30 nghìn còn có tin nhắn.',
		agreed: 0.96,
		replies: ['So sánh hay quá.', 'Shipper còn gọi ba lần 😆'],
	},
	'Họ tên in sai dấu, “Thúy” thành “Thuý”. Tôi phải làm lại từ đầu vì ngân hàng không chịu. Chỉ tại cái dấu!',
	{
		text: 'Buổi chiều vắng, buổi sáng đông nghẹt. Có bảng cho biết giờ nào vắng thì dân tự né.',
		agreed: 0.87,
	},
	'Counter 2 staff helped my mother in law fill in everything. Very kind.',
	{
		text: 'Trả hồ sơ phải ghi lý do bằng văn bản. Luật có mà không ai làm.',
		agreed: 0.9,
		replies: [
			'Đòi giấy là họ khó chịu liền.',
			{
				text: 'Bạn có quyền nhận văn bản nêu lý do khi hồ sơ bị trả. Nếu bị từ chối, bạn ghi ngày giờ và báo bộ phận tiếp dân.',
				official: true,
			},
		],
	},
	'Lên xã gặp toàn người trẻ, lễ phép. Mấy năm nay khác thiệt.',
	{ text: 'Photo 2 nghìn một tờ ngay trong cổng xã, ngoài chợ có 500 đồng.', agreed: 0.66 },
	'Giấy hẹn in mờ câm, tui coi hoài không ra ngày mô cả. Răng không in cho đậm hè?',
	'Thủ tục thừa kế khó hiểu quá, xin một tờ hướng dẫn có ví dụ.',
	{
		text: 'Chấm 5 sao cho bảng hướng dẫn mới, có hình vẽ, bà ngoại tôi không rành chữ cũng hiểu.',
		agreed: 0.85,
	},
	'Đề nghị bỏ yêu cầu xác nhận của trưởng ấp với giấy tờ đã có trong dữ liệu dân cư.',
];
