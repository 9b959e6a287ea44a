/** Italian VAT number, and numeric tax code of an organisation: eleven digits, Luhn's check digit. */
export function isVatNumber(digits: string): boolean {
  if (digits.length !== 11 || /^0+$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < 11; i++) {
    const digit = Number(digits[i]);
    sum += i % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return sum % 10 === 0;
}
