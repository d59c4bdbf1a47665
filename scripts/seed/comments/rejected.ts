/** What moderators turned away, what was appealed, what readers reported, what was taken back. Rude as far as it must be. */
import type { SampleComment } from './sample-comment.ts';

/** Writes the same rude things again and again. */
export const QUARRELLER = 406;
/** Has an appeal waiting. */
const APPELLANT = 410;

export const REJECTED: Record<string, SampleComment[]> = {
	'ky-luat-van-hoa-cong-vu': [
		{
			by: QUARRELLER,
			text: 'Toàn một lũ vô học, nói chuyện với tụi bây phí lời.',
			rejected: { reason: 'offensive' },
		},
		{ by: QUARRELLER, text: 'Câm mồm đi, biết gì mà nói.', rejected: { reason: 'abusive' } },
		{
			by: QUARRELLER,
			text: 'Cả cái cơ quan đó là đồ khốn nạn.',
			rejected: { reason: 'offensive', note: 'Bạn nêu việc cụ thể thì được; chửi thì không.' },
		},
		{
			text: 'VAY TIỀN NHANH không cần thế chấp, duyệt 5 phút, nhắn tôi ngay',
			rejected: { reason: 'advertising' },
		},
		{ text: 'Có ai xem trận bóng tối qua không, trọng tài thổi kỳ quá.', rejected: { reason: 'off-topic' } },
		{
			by: APPELLANT,
			text: 'Anh cán bộ địa chính người thấp thấp ở xã Đồng Tràm lấy của nhà tôi hai triệu mới chịu đo đất. Tôi nói thẳng vậy đó.',
			rejected: {
				reason: 'false-claim',
				note: 'Lời tố cáo một người cụ thể cần gửi tới nơi tiếp nhận tố cáo, kèm giấy tờ.',
				appeal: {
					words:
						'Tôi không nêu tên ai. Tôi có biên nhận viết tay và sẵn sàng làm việc với thanh tra. Nếu không được nói chuyện này ở đây thì chỗ giám sát để làm gì?',
				},
			},
		},
		{
			by: 411,
			text: 'Chủ tịch xã ba tháng không tiếp dân ngày nào, lịch thì dán cho đẹp.',
			agreed: 0.8,
			rejected: {
				reason: 'false-claim',
				appeal: {
					words: 'Đây là điều tôi gặp. Tôi lên ba lần đúng ngày ghi trong lịch, có ghi sổ ở phòng bảo vệ.',
					outcome: 'overturned',
					note: 'Lời góp ý về việc công, có ngày giờ kiểm lại được. Xin lỗi bạn vì đã từ chối.',
				},
			},
		},
		{
			by: 412,
			text: 'Ai bênh mấy ổng thì chắc ăn chia rồi, đồ điên.',
			rejected: {
				reason: 'abusive',
				appeal: {
					words: 'Nói vậy mà cũng từ chối à, mạng xã hội người ta nói còn nặng hơn.',
					outcome: 'upheld',
					note: 'Bạn viết lại ý của mình mà không mắng người khác thì sẽ được đăng.',
				},
			},
		},
		{
			text: 'Gọi cho tôi theo số 0123 456 789 để tôi kể hết.',
			rejected: { reason: 'personal-data', note: 'Bạn gửi lại mà không kèm số điện thoại nhé.' },
		},
		{ text: 'Test test 123', rejected: { reason: 'spam' } },
		{ text: 'Nói hoài. Chỉ thị nào cũng hay, xuống tới xã là hết hay!!', rejected: { reason: 'duplicate' } },
		{ text: 'Mình nghĩ thôi rút lại, viết lúc nóng quá.', withdrawn: true },
		{
			text: 'Dân quê lên tỉnh làm việc thì nói sao nghe vậy đi, rành gì mà góp ý.',
			agreed: 0.12,
			reports: [
				{ reason: 'offensive', note: 'Khinh người quá.' },
				{ reason: 'hate' },
				{ reason: 'offensive' },
			],
		},
		{
			text: 'Tôi nghe nói quầy số 5 muốn nhanh thì phải có phong bì.',
			agreed: 0.55,
			reports: [{ reason: 'false-claim', note: 'Nghe nói thì không nên đăng.' }],
		},
		{
			text: 'Thằng cha trưởng phòng đó họp thì giỏi, hỏi tới việc thì trốn.',
			agreed: 0.6,
			reports: [{ reason: 'abusive' }, { reason: 'false-claim' }],
		},
	],
	'bo-phan-mot-cua-cap-xa': [
		{ by: QUARRELLER, text: 'Đồ ngu mới đi nộp trực tuyến.', rejected: { reason: 'offensive' } },
		{
			text: 'Nhận làm giấy tờ nhanh, bao đậu, kết bạn Zalo để được tư vấn.',
			rejected: { reason: 'advertising' },
		},
		{
			text: 'Chị tóc ngắn ở quầy 4 nhà ở hẻm 9 gần chợ, chồng chị bán thuốc tây, ai cần thì tới nhà mà hỏi.',
			rejected: { reason: 'personal-data', note: 'Nơi ở và gia đình của người khác không được nêu ở đây.' },
		},
		{
			text: 'UBND xã làm giấy kết hôn thu 500 nghìn không biên lai, ai cũng biết.',
			rejected: {
				reason: 'false-claim',
				note: 'Chưa có căn cứ. Bạn gửi kèm ngày giờ tới bộ phận tiếp nhận phản ánh giúp.',
			},
		},
		{
			text: 'Giấy tờ gì mà rườm rà thấy ghét, mấy người ngồi đó chỉ biết bấm điện thoại.',
			agreed: 0.52,
			reports: [{ reason: 'offensive' }],
			kept: true,
		},
		{
			text: 'Mua bán nhà đất khu vực An Hòa liên hệ em, giá tốt.',
			reports: [{ reason: 'spam' }, { reason: 'spam', note: 'Quảng cáo.' }],
			agreed: 0.05,
		},
	],
	'duong-sa-thoat-nuoc': [
		{
			by: QUARRELLER,
			text: 'Ăn cho lắm rồi đường như cứt.',
			rejected: { reason: 'offensive', note: 'Góp ý về con đường thì rất nên; bạn viết lại nhẹ hơn nhé.' },
		},
		{ text: 'Nhà thầu đó rút ruột công trình, cả tỉnh biết mà im.', rejected: { reason: 'false-claim' } },
		{ text: 'Dân xã bên đó ở dơ, ngập là đáng đời.', rejected: { reason: 'hate' } },
		{
			text: 'Cho mình hỏi chỗ nào bán máy bơm rẻ?',
			rejected: { reason: 'off-topic', note: 'Câu hỏi hay, nhưng chỗ này để nói về đường và cống.' },
		},
		{
			text: 'Cái hố đó tối qua làm ông hàng xóm gãy tay, ai ký nghiệm thu thì ra mà coi.',
			agreed: 0.86,
			reports: [{ reason: 'other', note: 'Có thật không, xin kiểm tra.' }],
			kept: true,
		},
	],
};
