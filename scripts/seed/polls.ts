/** The polls of the sample town: what is asked, and how its sample citizens lean. All texts are the project's own. */
import { MAIN_TOPIC, type Bilingual } from './topics.ts';

interface SampleOption extends Bilingual {
	/** How often it is chosen, against the other options of the poll. */
	weight: number;
	isOther?: boolean;
}

export interface SamplePoll {
	slug: string;
	topic: string;
	level: 'open' | 'citizens';
	kind: 'single' | 'multiple' | 'rating-5' | 'rating-10';
	minChoices?: number;
	maxChoices?: number;
	resultPolicy: 'live' | 'after-vote' | 'after-close';
	/** Days from today; negative is the past. Polls open at 8:00 and close at 17:00 in Vietnam. */
	opensInDays: number;
	closesInDays: number;
	question: Bilingual;
	intro: Bilingual;
	/** In a rating from the lowest value up, otherwise as they are shown. */
	options: SampleOption[];
	ballots: { verified: number; unverified: number };
}

const SATISFACTION = (weights: [number, number, number, number, number]): SampleOption[] => [
	{ vi: '1 – Rất không hài lòng', en: '1 – Very dissatisfied', weight: weights[0] },
	{ vi: '2 – Không hài lòng', en: '2 – Dissatisfied', weight: weights[1] },
	{ vi: '3 – Bình thường', en: '3 – Neutral', weight: weights[2] },
	{ vi: '4 – Hài lòng', en: '4 – Satisfied', weight: weights[3] },
	{ vi: '5 – Rất hài lòng', en: '5 – Very satisfied', weight: weights[4] },
];

export const POLLS: SamplePoll[] = [
	{
		slug: 'nguoi-tai-khu-vuc-cong',
		topic: MAIN_TOPIC,
		level: 'open',
		kind: 'single',
		resultPolicy: 'live',
		opensInDays: -6,
		closesInDays: 21,
		question: {
			vi: 'Theo bạn, điều gì giữ chân và thu hút người tài vào khu vực công nhiều nhất?',
			en: 'What would do most to keep talented people in the public sector and attract new ones?',
		},
		intro: {
			vi: 'Bạn chọn điều quan trọng nhất với mình. Bạn có thể đổi câu trả lời cho tới khi thăm dò khép lại.',
			en: 'Choose the one that matters most to you. You can change your answer until the poll closes.',
		},
		options: [
			{
				vi: 'Lương đủ sống, tương xứng với công việc',
				en: 'Pay one can live on and that fits the work',
				weight: 31,
			},
			{
				vi: 'Tuyển dụng, bổ nhiệm công khai, thi tuyển thật',
				en: 'Open hiring and promotion, by real competition',
				weight: 24,
			},
			{
				vi: 'Được giao việc đúng sức và có quyền tự quyết',
				en: 'Work that matches their abilities, with room to decide',
				weight: 15,
			},
			{
				vi: 'Lãnh đạo gương mẫu, dám bảo vệ người làm đúng',
				en: 'Leaders who set an example and stand by those who do right',
				weight: 14,
			},
			{
				vi: 'Bớt họp, bớt báo cáo, thủ tục nội bộ gọn hơn',
				en: 'Fewer meetings and reports, simpler internal procedures',
				weight: 8,
			},
			{
				vi: 'Được học thêm, rèn nghề theo đúng vị trí',
				en: 'Chances to learn, and training that fits the job',
				weight: 6,
			},
			{ vi: 'Điều khác, tôi tự viết', en: 'Something else, in my own words', weight: 2, isOther: true },
		],
		ballots: { verified: 312, unverified: 1284 },
	},
	{
		slug: 'mot-cua-cap-xa',
		topic: 'bo-phan-mot-cua-cap-xa',
		level: 'citizens',
		kind: 'rating-5',
		resultPolicy: 'live',
		opensInDays: -8,
		closesInDays: 20,
		question: {
			vi: 'Bạn hài lòng tới mức nào với cách Bộ phận Một cửa cấp xã phục vụ bạn?',
			en: 'How satisfied are you with the way the commune one-stop office serves you?',
		},
		intro: {
			vi: 'Bạn nghĩ tới lần gần nhất mình đến làm giấy tờ. Mỗi công dân đã xác minh có một lá phiếu và đổi được trong lúc thăm dò còn mở.',
			en: 'Think of your latest visit. Every verified citizen has one vote and can change it while the poll is open.',
		},
		options: SATISFACTION([6, 13, 27, 38, 16]),
		ballots: { verified: 421, unverified: 0 },
	},
	{
		slug: 'viec-can-chan-chinh-truoc',
		topic: MAIN_TOPIC,
		level: 'open',
		kind: 'multiple',
		minChoices: 1,
		maxChoices: 3,
		resultPolicy: 'live',
		opensInDays: -11,
		closesInDays: 16,
		question: {
			vi: 'Những việc nào trong cơ quan công cần chấn chỉnh trước?',
			en: 'What in public offices should be put right first?',
		},
		intro: {
			vi: 'Bạn chọn từ một đến ba việc. Kết quả sẽ được gửi tới các đơn vị khi họ đăng ký việc cần làm trong năm.',
			en: 'Choose one to three. The results go to the offices as they register what they will do this year.',
		},
		options: [
			{
				vi: 'Trễ hẹn mà không báo, không xin lỗi',
				en: 'Missed dates with no notice and no apology',
				weight: 27,
			},
			{
				vi: 'Bắt bổ sung giấy tờ nhiều lần',
				en: 'Asking for yet another document, again and again',
				weight: 25,
			},
			{ vi: 'Thái độ lạnh nhạt, hách dịch', en: 'Cold or overbearing manners', weight: 17 },
			{ vi: 'Gợi ý bồi dưỡng, “cà phê”', en: 'Hints at a “coffee” or a gift', weight: 15 },
			{ vi: 'Đùn đẩy từ phòng này sang phòng khác', en: 'Being passed from one room to another', weight: 20 },
			{
				vi: 'Vắng mặt, làm việc riêng trong giờ hành chính',
				en: 'Absence or private business during office hours',
				weight: 10,
			},
			{
				vi: 'Gọi điện, gửi thư mà không ai trả lời',
				en: 'Calls and letters that nobody answers',
				weight: 12,
			},
			{
				vi: 'Họp quá nhiều, dân đến không gặp được',
				en: 'Too many meetings, nobody there to see',
				weight: 7,
			},
		],
		ballots: { verified: 194, unverified: 867 },
	},
	{
		slug: 'cham-diem-duong-noi-ban-o',
		topic: 'duong-sa-thoat-nuoc',
		level: 'open',
		kind: 'rating-10',
		resultPolicy: 'live',
		opensInDays: -5,
		closesInDays: 24,
		question: {
			vi: 'Bạn cho con đường mình đi hằng ngày mấy điểm?',
			en: 'How many points do you give the road you use every day?',
		},
		intro: {
			vi: '0 là hư hỏng, nguy hiểm; 10 là phẳng, sáng đèn, khô ráo sau mưa.',
			en: '0 means broken and dangerous; 10 means even, well lit and dry after rain.',
		},
		options: [
			{ vi: '0 – Rất tệ', en: '0 – Very bad', weight: 3 },
			{ vi: '1', en: '1', weight: 3 },
			{ vi: '2', en: '2', weight: 6 },
			{ vi: '3', en: '3', weight: 10 },
			{ vi: '4', en: '4', weight: 13 },
			{ vi: '5 – Tạm được', en: '5 – Passable', weight: 19 },
			{ vi: '6', en: '6', weight: 16 },
			{ vi: '7', en: '7', weight: 14 },
			{ vi: '8', en: '8', weight: 9 },
			{ vi: '9', en: '9', weight: 4 },
			{ vi: '10 – Rất tốt', en: '10 – Very good', weight: 3 },
		],
		ballots: { verified: 127, unverified: 643 },
	},
	{
		slug: 'gio-mo-cua-mot-cua',
		topic: 'bo-phan-mot-cua-cap-xa',
		level: 'open',
		kind: 'single',
		resultPolicy: 'after-vote',
		opensInDays: -4,
		closesInDays: 12,
		question: {
			vi: 'Nếu Bộ phận Một cửa mở thêm giờ, khung giờ nào tiện cho bạn nhất?',
			en: 'If the one-stop office opened longer, which hours would suit you best?',
		},
		intro: {
			vi: 'Bạn xem được kết quả ngay sau khi trả lời.',
			en: 'You see the results as soon as you have answered.',
		},
		options: [
			{ vi: 'Sáng thứ Bảy', en: 'Saturday morning', weight: 44 },
			{ vi: 'Một buổi chiều trong tuần, tới 19 giờ', en: 'One weekday, until 7 in the evening', weight: 27 },
			{ vi: 'Giờ nghỉ trưa các ngày trong tuần', en: 'Lunch hours on weekdays', weight: 18 },
			{ vi: 'Giờ như hiện nay là đủ', en: 'The present hours are enough', weight: 11 },
		],
		ballots: { verified: 148, unverified: 526 },
	},
	{
		slug: 'thoat-nuoc-nam-toi',
		topic: 'duong-sa-thoat-nuoc',
		level: 'open',
		kind: 'single',
		resultPolicy: 'after-close',
		opensInDays: -9,
		closesInDays: 9,
		question: {
			vi: 'Năm tới, tiền làm thoát nước nên dành cho nơi nào trước?',
			en: 'Where should next year’s money for drainage go first?',
		},
		intro: {
			vi: 'Kết quả được công bố khi thăm dò khép lại, cùng một lúc cho mọi người, kể cả cán bộ phụ trách.',
			en: 'The results are published when the poll closes, at the same moment for everybody, officials included.',
		},
		options: [
			{
				vi: 'Khu dân cư trũng, ngập vào tận nhà',
				en: 'Low-lying homes where water comes indoors',
				weight: 36,
			},
			{
				vi: 'Đường quanh trường học, trạm y tế',
				en: 'Streets around schools and health stations',
				weight: 29,
			},
			{ vi: 'Chợ và các đường buôn bán', en: 'Markets and shopping streets', weight: 13 },
			{ vi: 'Đường liên xã, nơi xe cộ qua lại nhiều', en: 'Busy roads between communes', weight: 12 },
			{
				vi: 'Nạo vét kênh mương sẵn có trước khi làm mới',
				en: 'Clear existing canals before building anything',
				weight: 10,
			},
		],
		ballots: { verified: 163, unverified: 708 },
	},
	{
		slug: 'theo-doi-viec-da-hua',
		topic: MAIN_TOPIC,
		level: 'open',
		kind: 'multiple',
		minChoices: 1,
		maxChoices: 2,
		resultPolicy: 'live',
		opensInDays: 5,
		closesInDays: 26,
		question: {
			vi: 'Bạn muốn theo dõi những việc cơ quan đã hứa bằng cách nào?',
			en: 'How would you like to follow what an office has promised?',
		},
		intro: {
			vi: 'Mỗi cơ quan đăng ký vài việc cần làm trong năm. Bạn chọn một hoặc hai cách để biết việc ấy đã tới đâu.',
			en: 'Every office registers a few things to do this year. Choose one or two ways of learning how far it has got.',
		},
		options: [
			{ vi: 'Bảng tiến độ trên trang này, có ngày hẹn', en: 'A progress page here, with dates', weight: 30 },
			{
				vi: 'Tin nhắn khi việc tôi quan tâm có thay đổi',
				en: 'A message when something I follow changes',
				weight: 25,
			},
			{ vi: 'Niêm yết ở nhà văn hóa ấp, khu phố', en: 'A notice in the neighbourhood hall', weight: 15 },
			{
				vi: 'Họp dân mỗi quý, lãnh đạo trả lời trực tiếp',
				en: 'A meeting every quarter where leaders answer',
				weight: 20,
			},
			{
				vi: 'Loa truyền thanh, báo và đài của tỉnh',
				en: 'Loudspeakers, newspaper and radio of the province',
				weight: 10,
			},
		],
		ballots: { verified: 0, unverified: 0 },
	},
	{
		slug: 'thai-do-tiep-dan',
		topic: MAIN_TOPIC,
		level: 'open',
		kind: 'rating-5',
		resultPolicy: 'live',
		opensInDays: -42,
		closesInDays: -14,
		question: {
			vi: 'Bạn hài lòng tới mức nào với thái độ của cán bộ khi tiếp dân?',
			en: 'How satisfied are you with the manner in which staff receive people?',
		},
		intro: {
			vi: 'Bạn nghĩ tới những lần mình đến cơ quan công trong sáu tháng qua.',
			en: 'Think of your visits to public offices in the past six months.',
		},
		options: SATISFACTION([9, 18, 34, 29, 10]),
		ballots: { verified: 486, unverified: 2917 },
	},
	{
		slug: 'nop-ho-so-cach-nao',
		topic: 'bo-phan-mot-cua-cap-xa',
		level: 'open',
		kind: 'single',
		resultPolicy: 'live',
		opensInDays: -36,
		closesInDays: -8,
		question: {
			vi: 'Lần gần nhất, bạn nộp hồ sơ bằng cách nào?',
			en: 'How did you hand in your papers the last time?',
		},
		intro: {
			vi: 'Câu trả lời giúp xã biết nên dồn người cho quầy hay cho việc hướng dẫn nộp trực tuyến.',
			en: 'The answers help communes decide between more staff at the counter and more help with online applications.',
		},
		options: [
			{ vi: 'Đến nộp tại quầy', en: 'In person at the counter', weight: 46 },
			{ vi: 'Tự nộp trực tuyến, không phải đến', en: 'Online by myself, without a visit', weight: 19 },
			{ vi: 'Nộp trực tuyến nhưng vẫn phải đến', en: 'Online, but I still had to come', weight: 21 },
			{ vi: 'Nhờ người nhà hoặc người quen nộp giúp', en: 'A relative or friend did it for me', weight: 9 },
			{ vi: 'Gửi qua bưu điện', en: 'By post', weight: 2 },
			{ vi: 'Thuê dịch vụ làm giúp', en: 'I paid a service to do it', weight: 3 },
		],
		ballots: { verified: 391, unverified: 2136 },
	},
	{
		slug: 'ngap-mua-mua-vua-roi',
		topic: 'duong-sa-thoat-nuoc',
		level: 'open',
		kind: 'single',
		resultPolicy: 'after-close',
		opensInDays: -48,
		closesInDays: -20,
		question: {
			vi: 'Trong ba tháng qua, đường trước nhà bạn bị ngập mấy lần?',
			en: 'How often was the street in front of your home flooded in the past three months?',
		},
		intro: {
			vi: 'Tính những lần nước ngập quá mắt cá chân hoặc xe máy phải tắt máy dắt bộ.',
			en: 'Count the times when water stood above the ankle or motorbikes had to be pushed.',
		},
		options: [
			{ vi: 'Không lần nào', en: 'Never', weight: 28 },
			{ vi: 'Một hoặc hai lần', en: 'Once or twice', weight: 33 },
			{ vi: 'Ba đến năm lần', en: 'Three to five times', weight: 24 },
			{ vi: 'Hơn năm lần', en: 'More than five times', weight: 15 },
		],
		ballots: { verified: 352, unverified: 2458 },
	},
];
