// Text pasted from word processors: without deletions and comments, with footnotes and lists.
import { Extension, Plugin, gettext } from 'django-prose-editor/editor'

const { ngettext, interpolate } = window

const LONGEST_PASTE = 200000

// As in smartcity/review_marks.py: deleted and hidden text, comments and what leads to them.
const LEFT_OUT = {
  tag: /^(del|s|strike)$/i,
  class: /^(msodel|msocom\w*|track(ed)?change\w*delet\w*)$/i,
  style: /text-decoration(-line)?:[^;]*line-through|text-line-through:(?!none)|mso-hide:all|display:none|visibility:hidden|mso-element:comment|mso-special-character:comment/i,
  href: /#(_msocom_|_msoanchor_|cmnt)/i
}
const COMMENT = /^cmnt\d+$/i
const NOTE = /(^|#)(_(?:ft|ed)n\d+|(?:ft|end)nt\d+|sd(?:foot|end)note\d+sym)$/i

const styleOf = element => (element.getAttribute('style') ?? '').replace(/\s*([:;])\s*/g, '$1')
const isEmpty = element => !element.textContent.trim() && !element.querySelector('img, hr')

const isLeftOut = element => LEFT_OUT.tag.test(element.tagName) ||
  [...element.classList].some(it => LEFT_OUT.class.test(it)) ||
  LEFT_OUT.style.test(styleOf(element)) ||
  LEFT_OUT.href.test(element.getAttribute('href') ?? '')

// The paragraph or box that begins with *anchor* and holds no other anchor of its kind.
const noteOf = (anchor, anchors) => {
  let note = anchor
  while (!/^(DIV|BODY)$/.test(note.tagName)) {
    const { parentElement } = note
    const start = anchor.ownerDocument.createRange()
    start.setStart(parentElement, 0)
    start.setEndBefore(anchor)
    const isShared = anchors.some(it => it !== anchor && parentElement.contains(it))
    if (parentElement.tagName === 'BODY' || start.toString().trim() || isShared) break
    note = parentElement
  }
  return note
}

const anchorsOf = (text, kind) => [...text.querySelectorAll('a[name], a[id]')]
  .filter(it => kind.test(it.name) || kind.test(it.id))

const removeReviewMarks = text => {
  let isAny = false
  const comments = anchorsOf(text, COMMENT)
  const left = [...comments.map(it => noteOf(it, comments)), ...text.body.querySelectorAll('*')]
  for (const [index, element] of left.entries()) {
    if (index >= comments.length && !isLeftOut(element)) continue
    isAny ||= Boolean(element.textContent.trim())
    element.remove()
  }
  return isAny
}

// Readers see what a footnote says where it is referred to.
const moveFootnotes = text => {
  const said = new Map()
  const anchors = anchorsOf(text, NOTE)
  for (const [anchor, note] of anchors.map(it => [it, noteOf(it, anchors)])) {
    const name = NOTE.test(anchor.name) ? anchor.name : anchor.id
    const line = note.previousElementSibling
    if (line?.tagName === 'HR') line.remove()
    anchor.remove()
    said.set(name.toLowerCase(), note.textContent.replace(/\s+/g, ' ').trim())
    note.remove()
  }
  for (const reference of text.querySelectorAll('a[href]')) {
    const name = reference.getAttribute('href').match(NOTE)?.[2].toLowerCase()
    if (!name) continue
    const words = said.get(name)
    reference.replaceWith(words ? ` (${words})` : '')
  }
}

// Of a footnote that is not on the clipboard, or that its program tells by a class only.
const REFERENCE = /^(mso)?(footnote|endnote)reference$/i
const NUMBER = /^\W*\w{1,4}\W*$/
const removeReferences = text => {
  for (const element of text.body.querySelectorAll('[class]')) {
    const isReference = [...element.classList].some(it => REFERENCE.test(it))
    if (isReference && NUMBER.test(element.textContent)) element.remove()
  }
}

// Of `@list l0:level2 {mso-level-number-format:alpha-lower}`; without a format, numbers.
const FORMATS = { 'alpha-lower': 'a', 'alpha-upper': 'A', 'roman-lower': 'i', 'roman-upper': 'I' }
const formatsOf = text => {
  const css = [...text.querySelectorAll('style')].map(it => it.textContent).join('\n')
  const levels = css.matchAll(/@list\s+(l\d+):level(\d+)[^{]*\{([^}]*)\}/gi)
  return new Map([...levels].map(([, list, level, rules]) =>
    [`${list}/${level}`, rules.match(/mso-level-number-format:\s*([\w-]+)/i)?.[1] ?? 'decimal']))
}

const ROMAN = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }
const romanNumber = letters => [...letters].map(it => ROMAN[it]).reduce(
  (sum, value, index, values) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0
)
const letterNumber = letters => 26 * (letters.length - 1) + letters.charCodeAt(0) - 96

// What “2.”, “b)”, “(iv)” or “1.3.” says; *before* is the type of the list it may go on with.
const readMarker = (marker, format, before) => {
  if (/^(bullet|image)$/.test(format)) return { kind: 'ul' }
  const digits = marker.match(/(\d+)\W*$/)
  if (digits) return { kind: 'ol', type: '1', number: Number(digits[1]) }
  const [, letters] = marker.match(format ? /^\W*([a-z]+)\W*$/i : /^\W*([a-z]+)[.):\]]\W*$/i) ?? []
  if (!letters) return { kind: format ? 'ol' : 'ul', type: FORMATS[format] ?? '1' }
  const lower = letters.toLowerCase()
  const guess = /^[ivx]+$/.test(lower) && before?.toLowerCase() !== 'a' ? 'i' : 'a'
  const type = (FORMATS[format] ?? guess).toLowerCase()
  const number = type === 'i' && /^[ivxlcdm]+$/.test(lower) ? romanNumber(lower) : letterNumber(lower)
  return { kind: 'ol', type: letters === lower ? type : type.toUpperCase(), number }
}

// What stands between “[if !supportLists]” and “[endif]”, as first and last node.
const aside = paragraph => {
  const walker = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_COMMENT)
  const comments = []
  while (walker.nextNode()) comments.push(walker.currentNode)
  const first = comments.findIndex(it => /\[if !supportLists\]/i.test(it.data))
  return comments[first + 1] ? [comments[first], comments[first + 1]] : []
}

// Word divides a marker from the words by a span of spaces in a smaller size.
const takeMarker = paragraph => {
  const spans = [...paragraph.querySelectorAll('span')]
  const holder = spans.find(it => /mso-list:ignore/i.test(styleOf(it)))
  const spacer = spans.find(it => /font(-size)?:7(\.0)?pt/i.test(styleOf(it)))
  const [first, last] = aside(paragraph)
  const range = paragraph.ownerDocument.createRange()
  if (holder) range.selectNode(holder)
  else if (first) {
    range.setStartBefore(first)
    range.setEndAfter(last)
  } else if (spacer) {
    range.setStart(paragraph, 0)
    range.setEndAfter(spacer)
  }
  const marker = range.toString().trim()
  if (!marker || marker.length > 12) return ''
  range.deleteContents()
  return marker
}

const MARGIN = /margin-left:([\d.]+)(pt|cm|in|px)/i
const POINTS = { pt: 1, cm: 28.35, in: 72, px: 0.75 }
const levelByMargin = paragraph => {
  const [, length, unit] = styleOf(paragraph).match(MARGIN) ?? [0, 36, 'pt']
  return Math.max(1, Math.round(length * POINTS[unit.toLowerCase()] / 36))
}

// Points that Word writes as paragraphs: {list, level, marker, nodes}, or null.
const wordPoint = paragraph => {
  const [, list, level] = styleOf(paragraph).match(/mso-list:(l\d+) level(\d+)/i) ?? []
  const isListed = [...paragraph.classList].some(it => /^MsoList(Paragraph|Bullet|Number)/i.test(it))
  if (paragraph.tagName !== 'P' || !(list || isListed)) return null
  const marker = takeMarker(paragraph)
  if (!list && !marker) return null
  return { list, level: Number(level) || levelByMargin(paragraph), marker, nodes: [...paragraph.childNodes] }
}

// Points that Word Online writes as lists of their own, all of them at the margin.
const onlinePoints = unit => {
  const lists = unit.matches('ul, ol') ? [unit] : [...unit.querySelectorAll(':scope > :is(ul, ol)')]
  return lists.flatMap(list => [...list.children].map((item, index) => ({
    list: item.dataset.listid,
    level: Number(item.dataset.ariaLevel ?? item.getAttribute('aria-level')) || 1,
    kind: list.tagName.toLowerCase(),
    type: list.getAttribute('type') ?? '1',
    number: list.hasAttribute('start') ? list.start + index : undefined,
    nodes: [...item.childNodes]
  })))
}

const UNIT = '.ListContainerWrapper, :is(ul, ol):has(> li:is([data-listid], [data-aria-level]))'
const isContinued = element => element.tagName === 'P' &&
  [...element.classList].some(it => /^MsoList(ParagraphCxSp(Middle|Last)|Continue)/i.test(it))

const pointsOf = (element, isGoingOn) => {
  if (element.matches(UNIT)) return onlinePoints(element)
  const point = wordPoint(element)
  if (point) return [point]
  return isGoingOn && isContinued(element) ? [{ continued: element }] : []
}

const openList = (text, point, number, open, fragment) => {
  const list = text.createElement(point.kind)
  if (point.kind === 'ol') {
    if (number > 1) list.setAttribute('start', number)
    if (point.type !== '1') list.setAttribute('type', point.type)
  }
  const around = open.at(-1)?.element.lastElementChild ?? fragment
  around.append(list)
  open.push({ ...point, element: list })
}

// What has been counted in the lists of a text, by list and level: {number, type}.
const count = (counted, point) => {
  const number = point.number ?? (counted.get(`${point.list}/${point.level}`)?.number ?? 0) + 1
  for (const key of counted.keys()) {
    const [list, level] = key.split('/')
    if (list === `${point.list}` && Number(level) > point.level) counted.delete(key)
  }
  counted.set(`${point.list}/${point.level}`, { number, type: point.type })
  return number
}

const listsOf = (text, points, formats, counted) => {
  const fragment = text.createDocumentFragment()
  const open = []
  for (const point of points) {
    if (point.continued) {
      open.at(-1).element.lastElementChild.append(point.continued)
      continue
    }
    const key = `${point.list}/${point.level}`
    if (!point.kind) Object.assign(point, readMarker(point.marker, formats.get(key), counted.get(key)?.type))
    const last = counted.get(key)?.number
    const number = count(counted, point)
    while (open.length && open.at(-1).level > point.level) open.pop()
    const beside = open.at(-1)
    if (beside?.level === point.level) {
      const goesOn = point.kind === 'ul' || beside.list === point.list || number === last + 1
      if (beside.kind !== point.kind || !goesOn) open.pop()
    }
    if (open.at(-1)?.level !== point.level) openList(text, point, number, open, fragment)
    const item = text.createElement('li')
    item.append(...point.nodes)
    open.at(-1).element.append(item)
  }
  return fragment
}

const makeLists = text => {
  const formats = formatsOf(text)
  const counted = new Map()
  const isOuter = element => text.contains(element) && !element.closest('li')
  for (const first of text.querySelectorAll(`p, ${UNIT}`)) {
    const points = isOuter(first) ? pointsOf(first, false) : []
    if (!points.length) continue
    for (let next = first.nextElementSibling; next; next = first.nextElementSibling) {
      const more = pointsOf(next, true)
      if (!more.length && !isEmpty(next)) break
      points.push(...more)
      next.remove()
    }
    first.replaceWith(listsOf(text, points, formats, counted))
  }
}

// Word numbers headings as it numbers points: there the number belongs to the words.
const keepNumbersOfHeadings = text => {
  for (const span of text.querySelectorAll(':is(h1, h2, h3, h4, h5, h6) span')) {
    if (/mso-list:ignore/i.test(styleOf(span))) span.replaceWith(`${span.textContent.trim()} `)
  }
}

// As `with_allowed_headings` in smartcity/media/richtext.py.
const RANKS = { h2: 'h1, p.MsoTitle', h3: 'h4, h5, h6' }
const rankHeadings = text => {
  for (const [rank, others] of Object.entries(RANKS)) {
    for (const title of text.querySelectorAll(others)) {
      const heading = text.createElement(rank)
      heading.append(...title.childNodes)
      title.replaceWith(heading)
    }
  }
}

const tell = (element, sentences, isError = false) => {
  element.querySelector('.pasted-note')?.remove()
  if (!sentences.length) return
  const note = document.createElement('p')
  note.className = isError ? 'pasted-note errornote' : 'pasted-note'
  note.setAttribute('role', 'alert')
  note.textContent = sentences.join(' ')
  element.prepend(note)
}

const picturesLeftOut = number => interpolate(ngettext(
  '%s picture was not taken over. Upload it to the pictures, then insert it here with the button “Picture”.',
  '%s pictures were not taken over. Upload them to the pictures, then insert them here with the button “Picture”.',
  number
), [number])

// The browser complains of each script in an attribute before it can be taken out.
const HANDLER = /\son[a-z]+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi
const parsed = markup => new DOMParser().parseFromString(
  markup.replace(/<[a-z][^>]*>/gi, tag => tag.replace(HANDLER, '')), 'text/html'
)

const tidied = (markup, view) => {
  const text = parsed(markup)
  const sentences = []
  if (removeReviewMarks(text)) {
    sentences.push(gettext('Deleted, struck-through and hidden text and comments were left out.'))
  }
  moveFootnotes(text)
  removeReferences(text)
  makeLists(text)
  keepNumbersOfHeadings(text)
  rankHeadings(text)
  const pictures = text.querySelectorAll('img:not([data-picture], [width="1"])').length
  if (pictures) sentences.push(picturesLeftOut(pictures))
  tell(view.dom.parentElement, sentences)
  return text.body.innerHTML
}

// Pictures that come as files, for example a screenshot; with markup, `tidied` counts them.
const refusesFiles = (view, data) => {
  const pictures = [...data?.files ?? []].filter(it => it.type.startsWith('image/'))
  if (!pictures.length || data.getData('text/html')) return false
  tell(view.dom.parentElement, [picturesLeftOut(pictures.length)])
  return true
}

export const Pasting = Extension.create({
  name: 'pasting',
  addProseMirrorPlugins () {
    const handlePaste = (view, event) => {
      const length = event.clipboardData?.getData('text/plain').length ?? 0
      if (length <= LONGEST_PASTE) return refusesFiles(view, event.clipboardData)
      const sentence = gettext('This text is too long to be pasted: at most 200,000 characters fit in.')
      tell(view.dom.parentElement, [sentence], true)
      return true
    }
    const handleDrop = (view, event) => {
      const isRefused = refusesFiles(view, event.dataTransfer)
      if (isRefused) event.preventDefault()
      return isRefused
    }
    return [new Plugin({ props: { handlePaste, handleDrop, transformPastedHTML: tidied } })]
  }
})
