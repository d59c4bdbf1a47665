/**
 * What waits at the desk: easy ones, hard ones, and ones on which two people would not decide the same. What screening
 * finds in them is found by screening itself.
 */
import { QUARRELLER } from './rejected.ts';
import type { WaitingComment } from './sample-comment.ts';

const MAIN = 'ky-luat-van-hoa-cong-vu';
const ONE_STOP = 'bo-phan-mot-cua-cap-xa';
const ROADS = 'duong-sa-thoat-nuoc';

const COPIED =
	'Đề nghị tỉnh xem lại việc sáp nhập điểm tiếp nhận hồ sơ, bà con ấp xa đi lại quá khổ. Mong được trả lời sớm.';

export const WAITING: WaitingComment[] = [
	{
		slug: MAIN,
		text: 'Hôm qua tôi lên xã lúc 16 giờ 20, bảng ghi làm việc tới 17 giờ mà quầy đã úp ghế lên bàn.',
	},
	{
		slug: MAIN,
		text: 'Tôi 65 tuổi, lần đầu viết ở đây. Xin cảm ơn cô cán bộ đã chở tôi ra bến xe sau khi hết giờ.',
	},
	{ slug: MAIN, text: 'Cán bộ gì mà ngu hết chỗ nói, một tờ giấy sai ba lần.' },
	{ slug: MAIN, text: 'n.g.u như b.ò mà cũng ngồi được cái ghế đó, hay thiệt' },
	{ slug: MAIN, text: 'Họp họp họp họp. Bao giờ thì làm?', reply: true },
	{ slug: MAIN, text: 'CÁN BỘ XÃ TÔI BỎ VỀ SỚM SUỐT CẢ TUẦN KHÔNG AI NÓI GÌ HẾT' },
	{ slug: MAIN, text: 'Ai cần bằng chứng gọi tôi 0123 456 789, tôi có quay phim.' },
	{
		slug: MAIN,
		text: 'Chủ tịch xã nói một đằng làm một nẻo, hứa làm đường ba năm nay chưa thấy viên đá nào.',
	},
	{
		slug: MAIN,
		text: 'UBND xã chậm trả lời đơn của tôi 47 ngày. Đơn nộp ngày 3, có dấu đến.',
		proposed: 'false-claim',
	},
	{ slug: MAIN, text: 'chuyện thường ngày ở huyện', reply: true },
	{
		slug: MAIN,
		text: 'Nói thiệt chớ tui thấy mấy em trẻ bây giờ làm được hơn lớp trước nhiều, có điều mấy em hổng được quyết.',
	},
	{
		slug: MAIN,
		text: 'Kính đề nghị bổ sung tiêu chí “trả lời dân bằng văn bản đúng hạn” vào xếp loại cuối năm của người đứng đầu. Tôi làm công tác thi đua nhiều năm, hiện nay tiêu chí chấm chủ yếu là họp đủ, báo cáo đủ, đóng góp phong trào đủ; không có dòng nào chấm việc dân được trả lời hay chưa. Chấm gì thì người ta làm nấy.',
	},
	{ slug: MAIN, text: COPIED },
	{ slug: MAIN, text: 'mọe nó chán ghê, đi hoài k xong cái giấy', reply: true },
	{ slug: MAIN, text: 'Việc nhẹ lương cao, làm tại nhà 2 giờ mỗi ngày, nhắn mình để nhận việc nha cả nhà.' },
	{ slug: MAIN, by: QUARRELLER, text: 'Viết thì viết vậy chứ ai dám đăng.' },
	{ slug: MAIN, by: QUARRELLER, text: 'Lần này tôi nói đàng hoàng: cho dân dự họp giao ban đi.' },
	{ slug: MAIN, text: 'Xem chi tiết tại www.toi-ke-chuyen-xa-toi.example.com nhé mọi người' },
	{
		slug: MAIN,
		text: 'Bao giờ công bố kết quả thi tuyển trưởng phòng? Thi xong hai tháng rồi.',
		proposed: 'off-topic',
	},
	{ slug: MAIN, text: 'Đồng ý.', reply: true },
	{ slug: MAIN, text: 'Đừng có vô học như vậy, người ta góp ý mà nhảy vô chửi.', reply: true },
	{ slug: MAIN, text: 'Vô liêm sỉ! Ăn lương của dân mà nói với dân bằng cái giọng đó.' },
	{ slug: MAIN, text: 'Ông trưởng phòng ở nhà lầu ba tầng, xe hơi hai chiếc, lương đâu ra?' },
	{ slug: MAIN, text: 'This whole thing is bullshit, nobody reads it.' },
	{
		slug: MAIN,
		text: 'I read it, and I got an answer in two days. Try writing what happened and where.',
		reply: true,
	},
	{ slug: MAIN, text: 'hay quáááááááááááááá trời luôn', reply: true },
	{ slug: MAIN, text: 'Cho tôi hỏi ngoài lề, lịch cắt điện tuần này xem ở đâu vậy bà con?' },
	{ slug: MAIN, text: 'Giải quyết xong rồi, cảm ơn. Chiều nay xã gọi xin lỗi, hồ sơ trả tận nhà.' },
	{ slug: ONE_STOP, text: 'Quầy số 2 ở Rạch Sen, chị ấy mang bầu mà vẫn đứng suốt. Xin cho chị cái ghế.' },
	{ slug: ONE_STOP, text: 'Mã hồ sơ của tôi là 000 085 123 456, hẹn ngày 10 mà chưa có, xin kiểm tra giúp.' },
	{ slug: ONE_STOP, text: 'Nộp hồ sơ đất phải gửi mail về motcua.gopy@example.vn đúng không mọi người?' },
	{ slug: ONE_STOP, text: 'Đéo hiểu sao photo căn cước hai mặt trên một tờ thì nơi chịu nơi không.' },
	{ slug: ONE_STOP, text: COPIED },
	{ slug: ONE_STOP, text: 'Làm giấy khai sinh cho con mất đúng 25 phút. Tôi bấm giờ.' },
	{ slug: ONE_STOP, text: 'Nhận làm giấy tờ trọn gói, inbox mình báo giá, cam kết 2 ngày.' },
	{
		slug: ONE_STOP,
		text: 'Hệ thống báo lỗi 500 khi tải ảnh chân dung lớn hơn 2 MB, nhưng thông báo thì ghi “phiên làm việc hết hạn”. Xin sửa câu báo lỗi cho người ta biết đường mà thu nhỏ ảnh.',
	},
	{
		slug: ONE_STOP,
		text: 'Sao phải xác nhận tạm trú khi dữ liệu đã có trên máy? Hỏi thiệt chớ không mỉa.',
		reply: true,
	},
	{ slug: ONE_STOP, text: 'bực bội ghê á, 3 lần r', reply: true },
	{ slug: ONE_STOP, text: 'Cán bộ hộ tịch tên Hoa rất tốt, ai tới nhớ tìm cô Hoa.' },
	{ slug: ONE_STOP, text: 'Tụi nó cố tình ngâm để mình phải thuê dịch vụ, lừa đảo hết.' },
	{
		slug: ONE_STOP,
		text: 'Nên có thùng nước uống. Nắng 38 độ, người già ngồi chờ mà xỉu một cụ hôm thứ Hai.',
	},
	{ slug: ONE_STOP, text: 'ok' },
	{ slug: ONE_STOP, text: 'Má tôi không biết chữ, xin cho điểm chỉ thay chữ ký trên máy tính bảng.' },
	{ slug: ONE_STOP, text: 'Chờ lâu thì lâu nhưng mà được cái có wifi, con tôi học bài luôn ở đó 😄' },
	{
		slug: ROADS,
		text: 'Ổ gà trước số nhà 47 đường bờ kè sâu tới nửa bánh xe. Sáng nay có chị chở con té gãy răng.',
	},
	{ slug: ROADS, text: 'Ai làm đường này thì nên tự chạy xe qua lúc mưa, ngu không chịu nổi.' },
	{
		slug: ROADS,
		text: 'Tôi có tấm hình trước và sau khi sửa, xem tại https://example.org/anh-duong nha bà con.',
	},
	{ slug: ROADS, text: 'Thằng thầu đó quen với ông giám đốc sở nên làm ẩu vẫn được làm tiếp.' },
	{ slug: ROADS, text: 'Cống có nắp rồi, cảm ơn đội môi trường.', reply: true },
	{ slug: ROADS, text: 'nước đen ngòm, hôi rình, con nít lội chân ghẻ hết trơn', reply: true },
	{
		slug: ROADS,
		text: 'Xóm tôi góp được 12 triệu mua ống, chỉ cần xã cho người kỹ thuật coi cao độ. Ai giúp được không?',
	},
	{ slug: ROADS, text: 'Sửa ở phường trước là đúng, quê thì có ai đi đâu mà sửa.' },
	{ slug: ROADS, text: 'Đề nghị xử phạt xe quá tải nặng vào, đừng phạt cho tồn tại.' },
	{ slug: ROADS, text: 'Trạm bơm chạy dầu mà đêm mưa không ai trực, gọi thì không bắt máy.' },
	{
		slug: 'nguoi-tai-khu-vuc-cong',
		text: 'Em trai tôi thi đậu mà bị xếp sau con ông phó. Tôi có bảng điểm.',
	},
	{ slug: 'nguoi-tai-khu-vuc-cong', text: 'Lương 10 triệu là tôi về liền, đang làm ngoài 14.' },
	{ slug: 'viec-can-chan-chinh-truoc', text: 'Mẹ kiếp, tới giờ cơm là khóa cửa, dân đứng ngoài nắng.' },
	{
		slug: 'cham-diem-duong-noi-ban-o',
		text: 'Hai điểm. Một điểm vì còn nhìn thấy đường, một điểm vì còn sống để chấm.',
	},
	{ slug: 'mot-cua-cap-xa', text: 'Hài lòng, chỉ mong giữ được như vầy sau khi hết đợt kiểm tra.' },
	{
		slug: 'thoat-nuoc-nam-toi',
		text: 'Khu tôi trũng nhất mà năm nào cũng “chưa bố trí được vốn”. Xin cho xem bảng xếp thứ tự.',
	},
	{ slug: 'thoat-nuoc-nam-toi', text: 'Chợ. Ngập chợ là cả phường mất ăn.' },
	{
		slug: 'gio-mo-cua-mot-cua',
		text: 'Thứ Bảy mở tới 11 giờ rưỡi thì người bán hàng chợ như tôi mới tới kịp.',
	},
];
