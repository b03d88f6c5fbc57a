// Proposes an address while an editor types a title, as `smartcity.text.folding.address_of` makes it.
// Django's own turns umlauts into their base letters.
window.URLify = (text, length) => {
  const umlauts = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'oe' }
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüßæø]/g, letter => umlauts[letter])
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, length)
    .replace(/-$/, '')
}
