/** Neighbours of listed words that must pass: what a filter is judged by. */
import { expect, test } from 'vitest';
import { readForms } from '../text/folded';
import { findWords, prepareWords } from './find-words';
import { wordEntrySchema } from './word-entry.schema';
import { bannedEnglish, suspectEnglish } from './words-en';
import { bannedVietnamese, suspectVietnamese } from './words-vi';

const ownLists = prepareWords(
	[...bannedVietnamese, ...bannedEnglish, ...suspectVietnamese, ...suspectEnglish].map((entry) =>
		wordEntrySchema.parse(entry),
	),
);

/** Each word beside texts that hold a neighbour of it; the word itself must be found, so that no line is idle. */
const NEIGHBOURS: [listed: string, innocent: string[]][] = [
	['cặc', ['các', 'các bạn', 'cạc', 'cắc', 'cằn', 'cac', 'cặp', 'chắc', 'lặc cặ', 'c4c', 'các-tông']],
	['buồi', ['buổi', 'buổi sáng', 'bưởi', 'buồn', 'buôi', 'bùi', 'bươi', 'buoi', 'một buổi']],
	['địt', ['đít', 'dịt', 'đi', 'dít', 'đ', 'điệt', 'đi t', 'địch', 'dit', 'Đi tới', 'đi, t']],
	[
		'lồn',
		['lớn', 'lon', 'lòn', 'lộn', 'lợn', 'lồng', 'Lồ Ô', 'lon nước', 'London', 'loon', 'trộn', 'lôn', 'lỡ n'],
	],
	['đụ', ['du', 'dù', 'dụ', 'đu', 'đủ', 'đùa', 'du lịch', 'dụ dỗ', 'đu đủ', 'Đụn', 'Đu']],
	['đĩ', ['đi', 'dì', 'đì', 'Dĩ An', 'dĩ nhiên', 'đĩa', 'dí', 'đi chợ', 'Đỉnh', 'địa']],
	[
		'ngu',
		[
			'ngủ',
			'ngũ',
			'ngư',
			'ngữ',
			'Ngũ Hành Sơn',
			'nguồn',
			'nguy',
			'ngưu',
			'ngự',
			'Nguyễn',
			'người',
			'n g',
			'ngụ',
		],
	],
	['chó đẻ', ['cho dễ', 'cho đẻ', 'chỗ để', 'cho de', 'chợ đê', 'chó, đẻ', 'chó. Đẻ']],
	['óc chó', ['học cho', 'ốc chợ', 'óc. Chó', 'tóc cho', 'ngọc cho', 'đầu óc, chó', 'góc chợ']],
	['đm', ['dm', 'dm2', '5 dm', 'đ, m', 'ADM', 'đ m', 'DM']],
	['vl', ['VLXD', 'v, l, m', 'vlog', 'v l', 'VLAN', 'level']],
	['lô đề', ['lo đê', 'lố để', 'lo de', 'lô đất', 'lô, đề', 'vấn đề']],
	['cứt', ['cút', 'cut', 'cứ', 'cắt', 'cưa', 'cốt']],
	['đéo', ['đeo', 'đèo', 'đẽo', 'dẻo', 'đeo đuổi', 'Đèo Hải Vân', 'béo']],
	['mất dạy', ['mất day', 'mắt dậy', 'mất giấy', 'mất. Dạy', 'mất, dạy', 'dạy']],
	['mẹ mày', ['mê máy', 'me may', 'mẹ may', 'mẹ máy', 'mẹ. Mày', 'lông mày']],
	['bỏ mẹ', ['bố mẹ', 'bó me', 'bơ mè', 'bo me', 'bộ mẽ']],
	['con phò', ['con phố', 'con pho', 'con phở', 'phò mã', 'còn phó']],
	['vô học', ['vở học', 'vo hoc', 'vỡ hóc', 'vô. Học', 'vào học']],
	[
		'ass',
		['class', 'as', 'assess', 'pass', 'A55', 'Galaxy A55', '455', 'as s', 'bass', 'Assam', 'glass', "as's"],
	],
	['cunt', ['Scunthorpe', 'count', 'cute', 'cunning', "can't", 'discount']],
	['shit', ['Shiite', 'sushi', 'shirt', 'ship', 'she it', 'push it', 'fish it']],
	['hell', ["he'll", 'shell', 'hello', "she'll", 'Michelle']],
	['cum', ['document', 'circumstance', 'cucumber', 'come', 'cumin', 'accumulate']],
	['fag', ['fragment', 'flag', 'Fagaras', 'f, a', 'fog']],
	['rape', ['grape', 'drape', 'therapeutic', 'rapeseed', 'scrape']],
	['dick', ['Dickens', 'dictionary', 'Dickinson', 'duck', 'dicker']],
	['sex', ['Essex', 'Sussex', "friend's ex", 'six', 'Middlesex']],
	['anal', ['analysis', 'canal', 'banal', 'an al', 'analogue']],
	['tit', ['title', 'constitution', 'institute', 'tít', 'Titan', 'entity']],
];
const pairs = NEIGHBOURS.flatMap(([listed, texts]) => texts.map((text): [string, string] => [listed, text]));

test('there are enough pairs to judge by', () => {
	expect(pairs.length).toBeGreaterThanOrEqual(150);
});

test.each(pairs)('an entry %j leaves %j alone', (listed, innocent) => {
	const words = prepareWords([wordEntrySchema.parse({ text: listed })]);
	expect(findWords(words, readForms(`Tôi nói: ${innocent} — vậy thôi.`))).toEqual([]);
	expect(findWords(words, readForms(innocent.toUpperCase()))).toEqual([]);
	expect(findWords(words, readForms(innocent.normalize('NFD')))).toEqual([]);
	expect(findWords(words, readForms(listed))).toHaveLength(1);
});

/** What people write about their town, beside the lists that come with the house. */
const SENTENCES = [
	'Các anh chị ở Bộ phận Một cửa làm việc buổi sáng rất nhanh, buổi chiều thì phải chờ.',
	'Tôi ở Ngũ Hành Sơn, đi làm qua cầu Rồng mỗi ngày, đường ngập khi mưa lớn.',
	'Bà con phường Lê Bình đề nghị lắp thêm đèn ở hẻm 12.',
	'Đề nghị dọn rác ở bãi đất trống cạnh chợ Bưởi, mùi rất khó chịu.',
	'Hồ sơ nộp từ thứ hai, cán bộ hẹn 3 ngày mà 10 ngày chưa xong.',
	'Ví dụ mà đường Nguyễn Huệ cấm xe thì bố mẹ đón con ở đâu?',
	'vi du ma toi khong nop kip thi sao',
	'Người già ngủ sớm, xin đừng hát karaoke sau 10 giờ đêm.',
	'Nhà tôi ở Cu Đê, gần sông, năm nào cũng lo lụt.',
	'Ăn hạt óc chó tốt cho trí nhớ, mẹ tôi bảo vậy.',
	'Nhà Hồ đặt quốc hiệu là Đại Ngu, học sinh nên được học kỹ hơn.',
	'Cho dễ hiểu, xin in hướng dẫn bằng chữ lớn.',
	'Cảm ơn các cô chú cán bộ đã giúp đỡ, rất lịch sự.',
	'Bệnh viện huyện thiếu bác sĩ, em bé bị thiểu năng tuần hoàn phải lên tỉnh.',
	'Công an phường nên cảnh báo lừa đảo qua điện thoại cho người lớn tuổi.',
	'Mong UBND TP.HCM công khai kế hoạch, 100.000 đ/m2 là quá rẻ.',
	'Lớp học ở Dĩ An quá đông, 50 em một lớp.',
	'con toi hoc lop 5, cac co giao rat tot',
	'K có chỗ gửi xe, mong phường xem lại ạ.',
	'Tổ dân phố a, b, c đều chưa có nước sạch.',
	'Đường từ Đèo Cả xuống hay sạt lở, dẻo dai lắm mới đi được.',
	'The class was moved from Scunthorpe to Essex, and the analysis is in the document.',
	"I think she'll agree that the count was fair; as said, he'll assess it.",
	'My friend from Assam uses a Galaxy A55 and passes the canal every day.',
	'Please fix the shirt factory noise; the shiitake market is fine.',
	'U.S.A, e.g. and i.e. are fine, v.v. cũng vậy.',
	'Số nhà 12/3, hẻm 4, đ. Lê Lợi, k. 5.',
	'Tôi mới mua lon nước 12.000đ ở London về.',
	'Gửi lớn, gửi lộn, gửi lòng vòng mãi không ai nhận.',
	'Xe buýt số 8 bỏ bến, bà con phải đi bộ 2 km.',
];
test.each(SENTENCES)('nothing is found in: %s', (sentence) => {
	const found = (text: string) => findWords(ownLists, readForms(text)).map(({ entry }) => entry.text);
	expect(found(sentence)).toEqual([]);
	expect(found(sentence.toUpperCase())).toEqual([]);
});

/** Unaccented, these are what others wrote; a list that lets accents be left out must still tell them apart. */
test.each(SENTENCES)('nothing is found without accents in: %s', (sentence) => {
	const bare = sentence
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/[đĐ]/g, 'd');
	const bannedOnly = prepareWords(
		[...bannedVietnamese, ...bannedEnglish].map((entry) => wordEntrySchema.parse(entry)),
	);
	expect(findWords(bannedOnly, readForms(bare)).map(({ entry }) => entry.text)).toEqual([]);
});
