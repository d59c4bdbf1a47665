/** The topics of the sample town. All texts are the project's own. */
import type { Category } from '../../src/lib/topics/topic.ts';

export interface Bilingual {
	vi: string;
	en: string;
}

interface SampleTopic {
	slug: string;
	category: Category;
	publishedDaysAgo: number;
	title: Bilingual;
	summary: Bilingual;
	/** Paragraphs. */
	body: { vi: string[]; en: string[] };
}

export const MAIN_TOPIC = 'ky-luat-van-hoa-cong-vu';

export const TOPICS: SampleTopic[] = [
	{
		slug: MAIN_TOPIC,
		category: 'public-service',
		publishedDaysAgo: 44,
		title: {
			vi: 'Kỷ luật và văn hóa phục vụ trong cơ quan công',
			en: 'Discipline and service culture in public offices',
		},
		summary: {
			vi: 'Tỉnh yêu cầu mỗi cơ quan nêu rõ việc mình sẽ sửa trong năm và mời người dân cùng giám sát. Bạn thấy nơi nào đã khá hơn, nơi nào chưa?',
			en: 'The province asks every office to name what it will put right this year, and asks people to watch over it. Where is it getting better, and where is it not?',
		},
		body: {
			vi: [
				'Ai từng cầm một bộ hồ sơ đi qua ba phòng mới xong đều hiểu: kỷ luật của cơ quan công không nằm trên giấy. Nó nằm ở chỗ cán bộ có mặt đúng giờ, nói rõ còn thiếu giấy gì ngay từ lần đầu, và nhận phần lỗi khi trễ hẹn.',
				'Chỉ thị mới của tỉnh nói tới đúng những chuyện ấy. Mỗi đơn vị, mỗi cán bộ chọn vài việc cụ thể để giải quyết trong năm, trước hết là những việc dân đang bức xúc. Họp hành bớt lại để có thời gian làm việc. Người đứng đầu phải làm gương. Ai gây phiền hà thì bị xử lý, ai phục vụ tốt thì được khen.',
				'Chỉ thị cũng nêu việc thi tuyển chức danh lãnh đạo cấp phòng và việc đào tạo cán bộ theo đúng vị trí họ làm. Muốn có người giỏi phục vụ dân thì phải giữ được người giỏi, nên chúng tôi hỏi bạn cả chuyện ấy.',
				'Giám sát chỉ có ích khi có người nghe. Câu trả lời của bạn được đếm công khai, ai cũng kiểm lại được. Bạn hãy kể điều mình gặp thật, nêu rõ việc và nơi, để cơ quan phụ trách có thể trả lời.',
			],
			en: [
				'Anyone who has carried one file through three rooms knows it: the discipline of a public office does not live on paper. It lives in staff being there on time, saying at the first visit which document is missing, and owning up when a promised date passes.',
				'The new directive of the province is about exactly that. Every unit and every member of staff picks a few concrete things to settle within the year, first of all those that people are upset about. Fewer meetings, so that there is time for work. Heads of offices lead by example. Those who make life hard for people answer for it, and those who serve well are praised.',
				'The directive also speaks of competitive selection for heads of division, and of training that fits the job. To be served by capable people, a province has to keep them, so we ask you about that as well.',
				'Supervision is only of use when somebody listens. Your answers are counted in public and anyone can check the numbers. Tell us what really happened, what it was about and where, so that the office in charge can reply.',
			],
		},
	},
	{
		slug: 'bo-phan-mot-cua-cap-xa',
		category: 'public-service',
		publishedDaysAgo: 38,
		title: {
			vi: 'Bộ phận Một cửa cấp xã: gần dân hơn, nhanh hơn chưa?',
			en: 'The commune one-stop office: closer and faster yet?',
		},
		summary: {
			vi: 'Khai sinh, chứng thực, đất đai, trợ cấp: phần lớn giấy tờ của một đời người đi qua Bộ phận Một cửa. Bạn được phục vụ ra sao?',
			en: 'Births, certified copies, land, allowances: most of the papers of a lifetime pass through the one-stop office. How are you served there?',
		},
		body: {
			vi: [
				'Bộ phận Một cửa được lập ra để người dân chỉ phải đến một nơi, nộp một lần, và biết chắc ngày nào có kết quả. Nhiều xã đã làm được: có số thứ tự, có ghế chờ, có người hướng dẫn cho bà con lớn tuổi.',
				'Nhưng cũng có nơi hồ sơ bị trả đi trả lại, phiếu hẹn quá ngày mà không ai báo, hoặc mạng chậm nên người nộp trực tuyến cuối cùng vẫn phải ra xã. Với người đi làm xa, mỗi lần quay lại là mất một ngày công.',
				'Chúng tôi hỏi để biết xã nào cần thêm người, thêm máy, thêm giờ mở cửa, và xã nào có cách làm hay để nơi khác học theo.',
			],
			en: [
				'The one-stop office was set up so that people go to one place, hand in their papers once, and know for sure on which day the result will be ready. Many communes manage: queue numbers, seats, somebody to help older people.',
				'In other places papers are sent back again and again, the promised date passes and nobody says a word, or the network is so slow that those who applied online still have to come in. For someone who works far away, every extra visit costs a day of pay.',
				'We ask in order to learn which commune needs more staff, more machines or longer hours, and which one has found a good way that others can copy.',
			],
		},
	},
	{
		slug: 'duong-sa-thoat-nuoc',
		category: 'infrastructure',
		publishedDaysAgo: 50,
		title: {
			vi: 'Đường sá và thoát nước: sửa nơi nào trước?',
			en: 'Roads and drains: where to mend first?',
		},
		summary: {
			vi: 'Tiền có hạn mà đường hỏng, cống nghẹt thì nhiều. Người đi trên con đường ấy mỗi ngày biết rõ nhất nên sửa chỗ nào trước.',
			en: 'Money is limited; broken roads and blocked drains are many. Those who use them every day know best what should come first.',
		},
		body: {
			vi: [
				'Sau một trận mưa lớn, có khu dân cư nước rút trong nửa giờ, có khu đến chiều hôm sau trẻ con vẫn phải lội nước đi học. Có đoạn đường vá rồi lại vỡ, vì xe tải nặng vẫn chạy qua mỗi đêm.',
				'Mỗi năm tỉnh chỉ đủ tiền sửa một phần. Trước khi lập danh mục cho năm tới, tỉnh muốn biết người dân thấy đoạn nào nguy hiểm nhất, nơi nào ngập lâu nhất, và việc sửa chữa thời gian qua có bền không.',
				'Khi trả lời, bạn hãy nghĩ tới con đường mình đi hằng ngày. Nếu có điều muốn nói thêm, bạn viết vào phần bình luận: tên đường, đoạn gần đâu, hỏng từ khi nào.',
			],
			en: [
				'After heavy rain the water is gone within half an hour in some neighbourhoods, while in others children still wade to school the next afternoon. Some stretches of road are patched and break again, because heavy lorries keep using them every night.',
				'Each year there is money for only a part of the repairs. Before next year’s list is drawn up, the province would like to know which stretch people find most dangerous, where the water stays longest, and whether past repairs have lasted.',
				'Think of the road you use every day when you answer. If there is more to say, write it in a comment: which street, near what, broken since when.',
			],
		},
	},
];
