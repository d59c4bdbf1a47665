import type { StaffRole } from '../seed/people.ts';
import type { Language } from './language.ts';

const vi = {
	name: 'Định danh điện tử mẫu',
	bannerLabel: 'Bản dùng thử',
	banner:
		'Đây là nơi đăng nhập của bản dùng thử. Ở đây không ai bị kiểm tra giấy tờ; bạn đừng nhập thông tin thật.',
	title: 'Đăng nhập vào Hỏi Dân',
	lead: 'Bạn vào vai một người mẫu bằng cách nhập tên mẫu của người ấy. Không cần mật khẩu.',
	released:
		'Hỏi Dân sẽ nhận từ đây: một mã riêng của người mẫu, họ tên, ngày sinh, số giấy tờ và mức độ xác minh.',
	label: 'Tên mẫu',
	hint: 'Ví dụ: cd-0001',
	submit: 'Đăng nhập',
	cancel: 'Hủy và quay lại',
	errorMark: 'Lỗi',
	errorTitle: 'Chưa đăng nhập được',
	missing: 'Bạn hãy nhập một tên mẫu, ví dụ cd-0001.',
	unknown: 'Không có tên mẫu này. Bạn xem danh sách bên dưới và nhập lại.',
	listTitle: 'Các tên mẫu',
	citizens: '1.000 công dân, đã xác minh, ở nhiều xã và lứa tuổi',
	barelyKnown: 'một công dân chưa được xác minh đủ để bỏ phiếu',
	roles: {
		moderator: 'người duyệt bình luận',
		official: 'cán bộ phụ trách',
		editor: 'biên tập viên, soạn thăm dò và chủ đề',
		administrator: 'quản trị viên',
	} satisfies Record<StaffRole, string>,
	back: 'Quay lại Hỏi Dân',
	homeTitle: 'Nơi đăng nhập của bản dùng thử',
	homeText: 'Việc đăng nhập bắt đầu từ Hỏi Dân; trang này tự nó không làm gì.',
	expiredTitle: 'Lần đăng nhập này đã hết hạn',
	expiredText:
		'Bạn đã chờ quá lâu, hoặc đã đăng nhập ở một cửa sổ khác. Bạn quay lại Hỏi Dân và thử lần nữa.',
	faultTitle: 'Không thực hiện được yêu cầu đăng nhập',
	faultText: 'Yêu cầu gửi tới đây chưa đúng. Bạn quay lại Hỏi Dân và thử lần nữa. Mã lỗi:',
};

const en: typeof vi = {
	name: 'Sample electronic identity',
	bannerLabel: 'Demo',
	banner:
		'This is the sign-in of a demo. Nobody’s papers are checked here; please do not enter real details.',
	title: 'Sign in to Hỏi Dân',
	lead: 'You take the part of a sample person by entering their sample name. No password is needed.',
	released:
		'Hỏi Dân will receive from here: a code of the sample person’s own, name, date of birth, document number and level of assurance.',
	label: 'Sample name',
	hint: 'For example: cd-0001',
	submit: 'Sign in',
	cancel: 'Cancel and go back',
	errorMark: 'Error',
	errorTitle: 'You are not signed in yet',
	missing: 'Enter a sample name, for example cd-0001.',
	unknown: 'There is no such sample name. See the list below and enter it again.',
	listTitle: 'The sample names',
	citizens: '1,000 citizens, verified, of many communes and ages',
	barelyKnown: 'a citizen who is not verified well enough to vote',
	roles: {
		moderator: 'moderator of comments',
		official: 'official',
		editor: 'editor, writes polls and topics',
		administrator: 'administrator',
	},
	back: 'Back to Hỏi Dân',
	homeTitle: 'The sign-in of the demo',
	homeText: 'Signing in begins at Hỏi Dân; this page does nothing by itself.',
	expiredTitle: 'This sign-in has expired',
	expiredText:
		'It took too long, or you signed in from another window. Go back to Hỏi Dân and try once more.',
	faultTitle: 'This sign-in request cannot be answered',
	faultText: 'What was sent here was not right. Go back to Hỏi Dân and try once more. Code:',
};

export type Words = typeof vi;

export const WORDS: Record<Language, Words> = { vi, en };
