/** How those who comment want to be called. Made from common parts: nobody in particular is meant. */

/** Sample citizens from this number on take part; whoever tries the demo has the ones before for themselves. */
export const FIRST_PARTICIPANT = 401;
export const PARTICIPANTS = 400;

const FAMILIES = [
	'Nguyễn',
	'Trần',
	'Lê',
	'Phạm',
	'Huỳnh',
	'Võ',
	'Phan',
	'Trương',
	'Bùi',
	'Đặng',
	'Hồ',
	'Ngô',
	'Dương',
	'Đinh',
	'Lý',
];
const GIVEN = [
	...[
		'Thị Hạnh',
		'Văn Lực',
		'Minh Châu',
		'Thị Bé Ba',
		'Quốc Thịnh',
		'Thanh Trúc',
		'Văn Bảy',
		'Thị Kim Ngân',
		'Hữu Phước',
	],
	...[
		'Ngọc Diễm',
		'Đình Khoa',
		'Thị Út',
		'Tấn Lợi',
		'Hoài Thương',
		'Văn Sáu',
		'Thị Lụa',
		'Công Danh',
		'Mỹ Duyên',
		'Trọng Nghĩa',
	],
	...[
		'Thị Sen',
		'Văn Nhơn',
		'Khánh Vy',
		'Thị Hường',
		'Bá Tùng',
		'Thùy Dung',
		'Văn Chín',
		'Thị Mận',
		'Gia Bảo',
		'Thị Thu Sương',
	],
];
const NICKNAMES = [
	...[
		'Bảy Đờn',
		'Cô giáo vùng sâu',
		'Anh Tư lò rèn',
		'Dân Long Sơn',
		'Má của Bin',
		'Hai Lúa 4.0',
		'Công nhân ca ba',
		'Chị Ba bán bún',
	],
	...[
		'Người qua đường',
		'Út Mười',
		'Lan xóm đình',
		'Tài xế xe ôm',
		'Sinh viên năm cuối',
		'Ông ngoại Sóc',
		'Hương Tân Lộc',
		'minh.tam',
	],
	...[
		'Cựu chiến binh Tám',
		'Shop Cây Nhà Lá Vườn',
		'Bếp Nhà Sáu',
		'Thợ hồ',
		'Jenny P.',
		'Kế toán về hưu',
		'Xe ba gác',
		'Mèo Ú',
		'bác Năm',
	],
];

/** Of citizen `number`: every fourth goes by a nickname, while there are any. */
export function displayNameOf(number: number): string {
	const n = number - FIRST_PARTICIPANT;
	const nickname = n % 4 === 2 ? NICKNAMES[(n - 2) / 4] : undefined;
	return nickname ?? `${FAMILIES[(n * 7) % FAMILIES.length]} ${GIVEN[(n * 5) % GIVEN.length]}`;
}
