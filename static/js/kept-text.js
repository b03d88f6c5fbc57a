// What is typed into a form survives an expired login: it is kept in the browser until it is saved,
// discarded, a week old, or somebody logs out. The docstring of `smartcity/editing/forms` explains
// how it meets what others saved meanwhile.
{
  const PREFIX = 'kept-text:'
  const WEEK = 7 * 24 * 60 * 60 * 1000
  const MOST = 500_000
  const { user, told, restore, discard } = document.currentScript.dataset
  const here = `${PREFIX}${user}:${location.pathname}`
  const form = user && document.querySelector('#content-main form[id$="_form"]')

  const isOfHere = name => name.split('#')[0] === here
  const read = name => {
    try { return JSON.parse(localStorage.getItem(name)) } catch { return null }
  }
  const forget = isOld => {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX) && isOld(name)) localStorage.removeItem(name)
    }
  }

  document.addEventListener('submit', event => {
    if (event.target.matches('#logout-form, [data-logout]')) forget(() => true)
  })
  forget(name => !(Date.now() - read(name)?.at < WEEK))

  const take = name => {
    const found = sessionStorage.getItem(name)
    sessionStorage.removeItem(name)
    return found
  }

  // The next page says whether it is stored.
  const sent = take(PREFIX)
  if (sent && document.querySelector('.messagelist .success')) localStorage.removeItem(sent)
  const asked = take(`${PREFIX}restore`)
  // What came back with a complaint still holds it.
  const isBack = document.querySelector('.errornote')
  // Each visit keeps its own text: what is offered stays as it is until somebody chooses.
  const key = [asked, isBack && sent].find(it => it && isOfHere(it)) ?? `${here}#${Date.now()}`

  const isKept = ({ name, type }) => name && name !== 'csrfmiddlewaretoken' &&
    !name.endsWith('_old') && !['password', 'file', 'submit', 'button'].includes(type)

  function valueOf (element) {
    if (['checkbox', 'radio'].includes(element.type)) return element.checked && element.value
    if (element.tagName !== 'SELECT') return element.value
    const isAll = element.closest('.selector-chosen')
    const options = [...element.options].filter(it => isAll || it.selected)
    return options.map(it => [it.value, it.text])
  }

  function keep () {
    const fields = [...form.elements].filter(isKept).map(it => [it.name, valueOf(it)])
    const text = JSON.stringify({ at: Date.now(), fields })
    // There may be no room.
    try { if (text.length < MOST) localStorage.setItem(key, text) } catch {}
  }

  function fill (element, value) {
    if (['checkbox', 'radio'].includes(element.type)) {
      if (value === element.value || element.type === 'checkbox') element.checked = value !== false
    } else if (element.tagName === 'SELECT') {
      const missing = ([it]) => ![...element.options].some(option => option.value === it)
      element.append(...value.filter(missing).map(([it, text]) => new Option(text, it)))
      for (const option of element.options) option.selected = value.some(([it]) => it === option.value)
    } else element.value = value
  }

  const fieldsOf = name => form.querySelectorAll(`[name="${CSS.escape(name)}"]`)

  // Before the widgets take the fields over.
  function fillAll (fields) {
    const later = []
    for (const [name, value] of fields) {
      const found = fieldsOf(name)
      if (!found.length) later.push([name, value])
      if (!name.endsWith('-TOTAL_FORMS')) found.forEach(it => fill(it, value))
    }
    // Kept while choices were open: what was known at first counts, for nothing was chosen yet.
    const opened = fields.find(([name]) => name === '_opened_write')
    if (opened) fieldsOf('_known_write').forEach(it => fill(it, opened[1]))
    // Widgets for rows come later.
    window.addEventListener('load', () => setTimeout(() => {
      for (const [name, value] of fields.filter(([it]) => it.endsWith('-TOTAL_FORMS'))) {
        const group = document.getElementById(name.replace('-TOTAL_FORMS', '-group'))
        for (let rows = form.elements[name]?.value; rows < Number(value); rows++) {
          group?.querySelector('.add-row a')?.click()
        }
      }
      for (const [name, value] of later) {
        fieldsOf(name).forEach(it => fill(it, value))
      }
    }, 100))
  }

  function listen () {
    let wait
    for (const kind of ['input', 'change']) {
      form.addEventListener(kind, () => { clearTimeout(wait); wait = setTimeout(keep, 300) })
    }
    form.addEventListener('submit', event => {
      clearTimeout(wait)
      // A preview saves nothing.
      if (event.submitter?.formTarget === '_blank') return
      keep()
      sessionStorage.setItem(PREFIX, key)
    })
  }

  function button (text, action) {
    const made = document.createElement('button')
    Object.assign(made, { type: 'button', className: 'button', textContent: text })
    made.addEventListener('click', action)
    return made
  }

  const SHOWN = 3
  const plain = value => {
    const text = Array.isArray(value) ? value.map(([, it]) => it).join(', ') : String(value)
    return new DOMParser().parseFromString(text, 'text/html').body.textContent.replace(/\s+/g, ' ').trim()
  }
  const shortened = text => text.length > 60 ? `${text.slice(0, 60)} …` : text

  // What tells one kept text from another: the first fields that differ from the form.
  function differences ({ fields }) {
    const differing = fields.filter(([name, value]) => {
      const field = form.elements[name]
      return field?.labels?.length && JSON.stringify(valueOf(field)) !== JSON.stringify(value)
    })
    return differing.slice(0, SHOWN).map(([name, value]) => {
      const item = document.createElement('li')
      const label = form.elements[name].labels[0].textContent.replace(/[:?]\s*$/, '').trim()
      item.textContent = typeof value === 'boolean' ? label : `${label}: ${shortened(plain(value)) || '–'}`
      return item
    })
  }

  function offer ([name, kept]) {
    const note = document.createElement('div')
    note.className = 'standing-note kept-text'
    note.setAttribute('role', 'status')
    const sentence = document.createElement('p')
    sentence.textContent = told.replace('%s', new Date(kept.at).toLocaleString('de-DE', { dateStyle: 'long', timeStyle: 'medium' }))
    const list = document.createElement('ul')
    list.append(...differences(kept))
    note.append(
      sentence,
      list,
      button(restore, () => { sessionStorage.setItem(`${PREFIX}restore`, name); location.reload() }), ' ',
      button(discard, () => { localStorage.removeItem(name); note.remove() })
    )
    form.before(note)
  }

  if (form) {
    const kept = Object.keys(localStorage).filter(isOfHere).map(it => [it, read(it)])
    const restored = kept.find(([name]) => name === asked)
    if (restored) fillAll(restored[1].fields)
    const others = kept.filter(([name]) => name !== key).sort(([, a], [, b]) => a.at - b.at)
    if (!isBack) others.forEach(offer)
    listen()
  }
}
