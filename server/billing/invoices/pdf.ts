import type { InvoiceView } from './view.ts';

const margin = 60;
const right = 535;

/** An invoice as a PDF of one page in A4. The library is loaded when it is needed: most boxes send no invoice. */
export async function invoicePdf(view: InvoiceView): Promise<Buffer> {
  const { default: PdfDocument } = await import('pdfkit');
  const { words } = view;
  const title = `${words.title} ${view.number}`;
  const page = new PdfDocument({
    size: 'A4',
    margin,
    lang: words.locale,
    displayTitle: true,
    info: { Title: title, Author: printable(view.seller) },
  });
  const parts: Buffer[] = [];
  page.on('data', (part: Buffer) => parts.push(part));
  const whole = new Promise<Buffer>((resolve, reject) => {
    page.on('end', () => resolve(Buffer.concat(parts)));
    page.on('error', reject);
  });
  const write = (text: string, options = {}) => page.text(printable(text), options);
  /** Two columns: what it is, and how much, on one line. */
  const row = (left: string, amount: string) => {
    const y = page.y;
    page.text(printable(amount), margin, y, { width: right - margin, align: 'right' });
    page.text(printable(left), margin, y, { width: 330 });
    page.moveDown(0.3);
  };
  page.font('Helvetica-Bold').fontSize(11);
  write(view.seller);
  page.font('Helvetica').fontSize(10);
  for (const line of view.address) write(line);
  page.moveDown(2).font('Helvetica-Bold').fontSize(20);
  write(title);
  page.font('Helvetica').fontSize(10).moveDown();
  row(`${words.issued}: ${view.issued}`, `${words.due}: ${view.due}`);
  page.moveDown();
  write(`${words.to}:`);
  for (const line of view.customer) write(line);
  page.moveDown(2).font('Helvetica-Bold');
  row(words.what, words.amount);
  page.moveTo(margin, page.y).lineTo(right, page.y).stroke().moveDown(0.5).font('Helvetica');
  row(`${view.line}, ${view.period}`, view.total);
  page.moveDown();
  if (view.tax) {
    row(words.net, view.tax.net);
    row(words.tax(view.tax.percent), view.tax.amount);
  }
  page.font('Helvetica-Bold');
  row(words.total, view.total);
  page.font('Helvetica').moveDown();
  if (view.taxNote) write(view.taxNote);
  if (view.paid) write(`${words.paid} ${view.paid}`);
  page.moveDown().font('Helvetica-Bold');
  write(words.pay);
  page.font('Helvetica');
  write(view.howToPay);
  write(`${words.reference}: ${view.number}`);
  page.end();
  return await whole;
}

/** What Windows-1252 has beyond Latin-1. */
const beyondLatin1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

/** PDF's own fonts, which need no file, have the letters of Western Europe: others lose their marks, or become "?". Control characters become spaces. */
export function printable(text: string): string {
  return [...text.replaceAll(/[\s\p{Cc}]/gu, ' ')].map((letter) => (inFont(letter) ? letter : plain(letter))).join('');
}

const inFont = (letter: string) => /^[\u0020-\u007e\u00a0-\u00ff]$/.test(letter) || beyondLatin1.includes(letter);

function plain(letter: string): string {
  const bare = (struck[letter] ?? letter).normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return [...bare].every(inFont) ? bare : '?';
}

/** Letters that Unicode does not take apart. */
const struck: Record<string, string> = { Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', ı: 'i', Ħ: 'H', ħ: 'h' };
