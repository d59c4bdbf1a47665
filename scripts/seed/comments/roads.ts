/** Under the topic of roads and drains. */
import type { Said } from './sample-comment.ts';

export const ROADS: Said[] = [
	{
		text: 'Đoạn trước trường tiểu học Tân Lộc, từ cổng trường tới cây xăng, ổ gà sâu cả gang tay. Sáng nào cũng có cháu té. Hỏng từ mùa mưa năm ngoái.',
		agreed: 0.96,
		picked: true,
		replies: [
			'Xác nhận, cháu tôi té ở đó hai lần.',
			'Phụ huynh tụi tôi tự đổ xà bần rồi mà mưa xuống lại trôi.',
			{
				text: 'Đoạn này đã được đưa vào danh mục sửa khẩn cấp. Trong lúc chờ, tuần này sẽ rải đá dăm và đặt biển báo. Cảm ơn bạn đã nêu đúng chỗ.',
				official: true,
			},
			'Rải rồi nha mọi người, mới đi qua sáng nay.',
		],
	},
	{
		text: 'Cống chợ Rạch Sen nghẹt, mưa mười phút là nước đen tràn lên sạp rau.',
		agreed: 0.93,
		replies: [
			'Tiểu thương đổ mỡ thừa xuống cống đó, nói cho công bằng.',
			'Đúng, mỗi nhà một chút là nghẹt.',
			'Thì phải có người thu gom, dân mới có chỗ đổ.',
		],
	},
	'Vá đường kiểu gì mà miếng vá cao hơn mặt đường, chạy xe như đi ngựa.',
	{
		text: 'Xe ben chở đá chạy đêm, mỗi xe 30 tấn, đường nào chịu nổi. Sửa hoài tốn tiền dân, chặn xe quá tải trước đã.',
		agreed: 0.95,
		replies: [
			'Ban ngày chốt gác đứng, ban đêm nghỉ, xe chạy ban đêm.',
			'Chuẩn luôn. 2 giờ sáng nhà tôi rung bần bật.',
			{
				text: 'Trạm cân lưu động sẽ làm việc cả ban đêm trên hai tuyến liên xã từ tuần tới. Kết quả đăng ở đây mỗi tháng.',
				official: true,
			},
		],
	},
	'Đèn đường hẻm 12 tắt ba tháng nay.',
	{
		text: 'Nhà tôi nền thấp, ngập tới đầu gối, hai cái tủ lạnh đi luôn. Đường mới nâng cao hơn nền nhà 40 phân thì nước chảy vô nhà chứ chảy đi đâu?',
		agreed: 0.9,
		replies: [
			'Nâng đường không làm cống là vậy đó.',
			'Nhà tôi cũng thành cái hồ.',
			'Nâng nền theo thì hết cả trăm triệu.',
		],
	},
	{
		text: 'Có ai thấy nắp cống trước bưu điện Bình Phú mất chưa? Nguy hiểm lắm, tôi cắm tạm nhánh cây.',
		agreed: 0.88,
		replies: ['Cảm ơn bạn cắm cây, tối qua tôi suýt lọt.', 'Đã có nắp mới rồi.'],
	},
	'Trồng cây xong bó vỉa, bó vỉa xong đào đặt ống, đặt ống xong lại vá. Ba đội ba lần, không đội nào nói với đội nào.',
	{
		text: 'Mương sau xóm bèo lấp kín, mỗi nhà góp một buổi vớt là sạch. Đừng chuyện gì cũng chờ nhà nước.',
		agreed: 0.62,
		replies: [
			'Đồng ý, xóm tôi làm rồi, có mời cả nồi cháo gà.',
			'Góp công thì được, nhưng nạo vét dưới đáy phải có máy.',
			'thuế để làm gì?',
		],
	},
	{
		text: 'Đường quê tôi đẹp, hai bên trồng hoa mười giờ. Khoe chút.',
		agreed: 0.8,
		replies: ['Đường nào vậy cho coi ké.', { text: 'Xã Bình Phú, đoạn gần đình.', same: true }],
	},
	'Gờ giảm tốc sơn mòn hết, ban đêm không thấy, bay cả người lẫn xe.',
	{ text: 'nước rút chậm lắm, chiều hôm sau con e vẫn lội đi học 😢', agreed: 0.91 },
	{
		text: 'Sửa nơi đông người đi trước, hay sửa nơi xa xôi trước? Tôi ở nơi xa, mỗi lần mưa là coi như cắt khỏi thế giới.',
		agreed: 0.77,
		replies: [
			'Nơi xa ít người nhưng không có đường khác.',
			'Theo số người bị ảnh hưởng mới công bằng.',
			'Chia đôi: nửa cho nơi đông, nửa cho nơi bị cô lập.',
		],
	},
	'Đường tỉnh mới làm năm ngoái đã nứt. Nhà thầu nào làm thì gọi về bảo hành.',
	{
		text: 'Please fix the pedestrian crossing at the market. Cars never stop there, and grandmothers with baskets have to run.',
		agreed: 0.85,
	},
	{
		text: 'Xin cái gương cầu lồi ở khúc cua dốc Long Sơn. Tháng nào cũng có người ôm cua đâm nhau.',
		agreed: 0.94,
		replies: [
			{ text: 'Gương sẽ được lắp trước ngày 15 tháng sau. Cảm ơn bạn.', official: true },
			'Cần thêm cái vạch giữa đường nữa.',
		],
	},
	'Vỉa hè để người đi bộ chứ không phải để bàn nhậu.',
	{ text: 'Nhậu thì nhậu mà chừa lối cho bà con đi là được.', agreed: 0.6 },
	'Đường tốt rồi, chỉ thiếu thùng rác.',
	'Đường ni hư từ trận bão năm ngoái, chừ vẫn rứa. Mấy eng mấy chị coi giùm với.',
	{
		text: 'Đợt rồi đội thoát nước làm tới 11 giờ đêm ngoài mưa. Ai chê gì thì chê, tôi thấy thương mấy ảnh.',
		agreed: 0.92,
		replies: ['Cảm ơn mấy anh áo cam.', 'Đúng rồi, người làm thì đâu có lỗi.'],
	},
	{ text: 'Ngập.', agreed: 0.7 },
	'Cầu khỉ qua kinh Ba còn đó, thời này rồi mà trẻ con vẫn đi cầu khỉ mỗi ngày.',
	{
		text: 'Đề nghị công khai: mỗi đoạn sửa hết bao nhiêu tiền, ai làm, bảo hành tới khi nào. Dán ngay ở đầu đường.',
		agreed: 0.97,
		picked: true,
		replies: [
			'Câu này xứng đáng làm quy định.',
			{
				text: 'Chúng tôi đã đề nghị áp dụng cho danh mục năm tới: mỗi công trình có một bảng ở đầu đường, ghi đúng những điều bạn nêu.',
				official: true,
			},
		],
	},
	'Chỗ tôi mất nước chứ không ngập nước, có được góp ý hông?',
];
