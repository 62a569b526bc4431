/** Scripts whose words are spelled with joiners: Persian "می‌خواهم", a Sinhala or Malayalam conjunct (RFC 5892, appendix A). */
const joining =
  /(?<=[\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}])[\u200c\u200d]/gu;

/** Characters of format (among them those that turn the direction of writing: https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing), ends of lines, and letters without a shape. */
const unseen = /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/u;

/** Whether a name shows what it is: nothing in it is invisible or makes what stands beside it be read another way. */
export function isVisibleName(name: string): boolean {
  return !unseen.test(name.replaceAll(joining, ''));
}
