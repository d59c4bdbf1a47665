/**
 * Sentences about a town, written for this project, so that the model has met the words of streets, offices and parks and not only
 * those of classrooms. None of them is used to measure it.
 */
import type { Tone } from '../../src/lib/insights/tone/tone';

const SENTENCES: Record<Tone, string> = {
	negative: `
Mặt đường hư hỏng nặng, xe máy rất dễ té.
Ổ gà ổ voi khắp nơi, đi làm về tối nguy hiểm lắm.
Cứ mưa là đường ngập, nước tràn vào nhà.
Cống thoát nước bị nghẹt cả năm nay.
Kẹt xe kéo dài mỗi buổi sáng, không thấy ai điều tiết.
Ùn tắc ở cầu ngày càng tệ.
Bụi từ xe chở đất làm nhà cửa dơ bẩn.
Không khí ô nhiễm, trẻ con ho suốt.
Nước máy đục, có mùi tanh.
Cúp điện liên tục mà không báo trước.
Rác không được thu gom đúng giờ, bốc mùi khắp hẻm.
Bãi rác tự phát ngay cạnh trường học, rất mất vệ sinh.
Nhà vệ sinh ở bến xe dơ và hôi.
Sông bị ô nhiễm, cá chết nổi trắng.
Công trình thi công ì ạch, rào chắn che hết lối đi.
Công trình chậm tiến độ, lãng phí tiền thuế của dân.
Cây xanh bị chặt hết, phố trơ trụi và nóng nực.
Công viên xuống cấp, ghế đá vỡ, cỏ mọc um tùm.
Sân chơi cho trẻ em vừa ít vừa cũ.
Vỉa hè gồ ghề, người già và xe lăn không đi được.
Xe đậu tràn lan dưới lòng đường.
Quán nhậu gây ồn tới khuya, báo mãi không ai xử lý.
Loa phường phát quá to, quá sớm.
Trộm cắp nhiều, khu này mất an ninh.
Đèn giao thông hỏng, xe cộ hỗn loạn.
Hẻm tối om vì không có đèn.
Phải chờ cả buổi mới đến lượt, quá mất thời gian.
Hồ sơ bị trả về nhiều lần mà không nói lý do.
Nhân viên một cửa cáu gắt, hách dịch với dân.
Gọi đường dây nóng không ai bắt máy.
Phản ánh nhiều lần nhưng không được trả lời.
Trả lời chung chung, né tránh trách nhiệm.
Đền bù không thỏa đáng, dân chịu thiệt.
Quy hoạch treo làm khổ người dân.
Họp dân chỉ cho có, ý kiến không được ghi nhận.
Thu phí vô lý, không minh bạch.
Học phí và tiền trường tăng, phụ huynh gánh không nổi.
Trường thiếu phòng học, lớp quá đông.
Bệnh viện quá tải, bệnh nhân nằm ngoài hành lang.
Khám bảo hiểm thì chờ lâu, bác sĩ khám qua loa.
Xe buýt cũ, nóng và chạy ẩu.
Trạm xe buýt không có mái che, mưa nắng đều khổ.
Trang web chậm, thường xuyên báo lỗi.
Phần mềm khó dùng, người lớn tuổi không làm được.
Tôi phản đối việc xây chung cư trên đất công viên.
Tôi thất vọng với cách làm việc của quận.
Chính sách này bất công với người nghèo.
Nói mà không làm, dân mất niềm tin.
Giá vé tăng vô lý.
Chợ tạm nhếch nhác, lấn chiếm lòng đường.
Cần sửa gấp đoạn đường này.
Đề nghị phường xử lý dứt điểm tình trạng xả rác.
Nên có thêm thùng rác, hiện giờ quá ít.
Mong chính quyền sớm khắc phục tình trạng ngập nước.
Thiếu chỗ đậu xe trầm trọng.
Chó thả rông phóng uế bừa bãi, không ai phạt.
Dây điện chằng chịt, trông rất nguy hiểm.
Thật đáng xấu hổ.
Quá tệ.
Không đồng ý.`,
	positive: `
Mặt đường mới trải nhựa êm và sạch.
Từ khi làm cống mới, khu phố hết ngập.
Đường rộng hơn, hết kẹt xe, đi làm nhanh hẳn.
Cầu mới thông xe, bà con ai cũng mừng.
Xe buýt điện chạy êm, sạch và mát.
Tài xế lịch sự, chạy an toàn.
Nhà chờ xe buýt có mái che, ghế ngồi, rất tiện.
Công viên nhiều cây, không khí trong lành.
Công viên ven sông sạch, đẹp, buổi chiều rất mát.
Khu vui chơi an toàn cho trẻ nhỏ.
Có đường đi bộ và chỗ tập thể dục, người già rất thích.
Rác được thu gom đều đặn, hẻm sạch sẽ.
Phân loại rác tại nguồn là việc làm thiết thực.
Vỉa hè thông thoáng, đi bộ thoải mái.
Lắp camera xong khu phố an toàn hơn nhiều.
Công an phường có mặt kịp thời, giúp dân rất tốt.
Đèn đường sáng, đi tối cũng yên tâm.
Cán bộ một cửa niềm nở, hướng dẫn tận tình.
Giấy tờ làm xong trong ngày, quá nhanh.
Trả kết quả đúng hẹn, không phải chờ.
Được giải thích rõ ràng, lịch sự.
Đăng ký qua mạng tiện lợi, đỡ mất công đi lại.
Dịch vụ công trực tuyến giúp tiết kiệm chi phí.
Trang web dễ dùng, dễ tìm thông tin.
Phản ánh hôm trước, hôm sau đã có người đến sửa.
Đường dây nóng trả lời nhanh và chu đáo.
Lãnh đạo quận gần dân, lắng nghe góp ý.
Minh bạch thu chi như vậy là rất đáng khen.
Cách hỏi ý kiến dân thế này rất hay.
Tôi đồng tình với phương án này.
Tôi hoàn toàn ủng hộ.
Hoan nghênh phường mở thêm sân bóng.
Một chủ trương đúng đắn, hợp lòng dân.
Chương trình hỗ trợ người nghèo rất ý nghĩa.
Trường mới khang trang, phòng học thoáng mát.
Cô giáo mầm non yêu thương các cháu.
Bác sĩ khám kỹ, ân cần với bệnh nhân.
Điều dưỡng nhẹ nhàng, trạm y tế sạch sẽ.
Tiêm chủng tổ chức nhanh và trật tự.
Thư viện mới đẹp, sách phong phú.
Nhà văn hóa có nhiều hoạt động bổ ích.
Lễ hội tổ chức chu đáo, vui và an toàn.
Phố đi bộ đông vui, sạch đẹp.
Chợ đêm sầm uất, hàng hóa phong phú, giá phải chăng.
Chợ sau khi sửa rộng rãi, ngăn nắp.
Hàng rào hoa trước trụ sở trông thật đẹp mắt.
Khu phố văn minh, hàng xóm thân thiện.
Nước máy bây giờ trong và mạnh.
Không khí dễ thở hơn trước.
Bến xe gọn gàng, mua vé dễ dàng.
Đời sống bà con được cải thiện rõ rệt.
Cảm ơn chính quyền đã quan tâm.
Cảm ơn các anh chị công nhân vệ sinh.
Rất biết ơn bà con đã chung tay.
Tuyệt vời, cứ thế phát huy nhé.
Làm tốt lắm.
Tôi yên tâm khi cho con đi học bằng xe buýt.
Tự hào về thành phố của mình.
Thật tuyệt.
Đồng ý.`,
	neutral: `
Buổi họp dân được tổ chức tại hội trường ủy ban.
Lịch thu gom rác là thứ hai, thứ tư và thứ sáu.
Ủy ban phường ở số 12 đường Lê Lợi.
Tuyến xe buýt số 8 chạy từ bến xe đến bệnh viện tỉnh.
Giờ mở cửa là từ 7 giờ đến 17 giờ.
Công viên rộng khoảng hai héc ta.
Dự án dự kiến hoàn thành vào quý ba năm sau.
Thời hạn góp ý là ngày 30 tháng 6.
Cho tôi hỏi nộp đơn ở đâu?
Bao giờ thì bắt đầu thi công?
Ai chịu trách nhiệm phần này?
Làm giấy khai sinh cần những giấy tờ gì?
Cuộc khảo sát này dành cho ai?
Lệ phí là bao nhiêu?
Đoạn đường này dài bao nhiêu mét?
Phường có mấy trường tiểu học?
Tôi ở tổ 5, khu phố 3.
Tôi làm việc ở thành phố, cuối tuần mới về.
Nhà tôi ở gần chợ.
Tôi thường đi làm bằng xe máy.
Hai con tôi học trường cấp một.
Mỗi tuần tôi đi xe buýt hai lần.
Tôi đi chợ vào sáng chủ nhật.
Tôi chưa đến công viên này bao giờ.
Tôi chưa biết thông tin về dự án.
Tôi chưa có ý kiến.
Tôi không có gì để góp ý thêm.
Không biết.
Tôi không quan tâm lắm.
Thế nào cũng được.
Cũng bình thường.
Cũng được, không tốt không xấu.
Như năm ngoái.
Theo quy định hiện hành.
Danh sách được niêm yết tại trụ sở.
Hồ sơ nộp tại bộ phận một cửa.
Người dân đến nhận giấy mời vào thứ bảy.
Cây cầu nối hai phường.
Trạm y tế nằm cạnh trường mầm non.
Số điện thoại ghi ở bảng thông báo.
Kết quả sẽ được gửi qua bưu điện.
Xem thêm ở trang web của tỉnh.
Con đường này được đặt tên năm 1995.
Phiên chợ họp mỗi tháng hai lần.
Khu đất này trước đây là kho gạo.
Đơn gửi phòng quản lý đô thị.
Hôm qua có đoàn kiểm tra đến.
Trường có 600 học sinh.
Sáng nay trời mưa.
Góp ý cho mục số hai.`,
};

export const CIVIC_EXAMPLES = Object.entries(SENTENCES).flatMap(([tone, text]) =>
	text
		.trim()
		.split('\n')
		.map((sentence) => ({ tone: tone as Tone, text: sentence })),
);
