// Names for what Django's widgets and tables leave nameless to those who cannot see it.
{
  const words = { ...document.currentScript.dataset }
  const textOf = element => element?.textContent.replace(/[:?]\s*$/, '').trim()
  const name = (element, text) => {
    if (text && !element.labels?.length) element.setAttribute('aria-label', text)
  }
  const headOf = cell => cell.closest('table').tHead.rows[0].cells[cell.cellIndex]

  function nameAll () {
    for (const icon of document.querySelectorAll('span.help-tooltip[aria-label]')) icon.setAttribute('role', 'img')
    for (const head of document.querySelectorAll('.tabular thead th:empty')) {
      const cell = document.createElement('td')
      cell.className = head.className
      head.replaceWith(cell)
    }
    // For narrow windows, where there is no room for a head.
    const rows = '.tabular .form-row > td:not(.original), #result_list tbody :is(th, td):not(.action-checkbox)'
    for (const cell of document.querySelectorAll(rows)) {
      const text = textOf(headOf(cell))
      if (text && cell.dataset.label !== text) cell.dataset.label = text
    }
    for (const field of document.querySelectorAll('.tabular td :is(input, select, textarea):not([type=hidden])')) {
      name(field, textOf(headOf(field.closest('.tabular td'))))
    }
    for (const part of document.querySelectorAll('.select2-container :is([role=combobox], [role=textbox], input)')) {
      const select = part.closest('.select2-container').previousElementSibling
      name(part, textOf(select?.labels?.[0]) || select?.getAttribute('aria-label'))
    }
    for (const text of document.querySelectorAll('.tiptap')) {
      name(text, textOf(text.closest('.form-row')?.querySelector('label')))
    }
  }

  // Django's template says “Search” in every language.
  const lens = document.querySelector('#changelist-search label img')
  if (lens) lens.alt = document.querySelector('#changelist-search [type=submit]').value
  // Nor does it translate what its ticks and crosses stand for.
  for (const icon of document.querySelectorAll('img[src*="admin/img/icon-"]')) {
    icon.alt = words[icon.alt.toLowerCase()] ?? icon.alt
  }

  // Without a script the address is marked and copied by hand.
  for (const button of document.querySelectorAll('[data-copy]')) {
    button.hidden = !navigator.clipboard
    button.addEventListener('click', () => {
      const field = document.getElementById(button.dataset.copy)
      field.select()
      navigator.clipboard.writeText(field.value)
    })
  }

  // Widgets come when their scripts have run, and with every new row.
  let isAsked = false
  new MutationObserver(() => {
    if (isAsked) return
    isAsked = true
    setTimeout(() => { isAsked = false; nameAll() }, 100)
  }).observe(document.body, { childList: true, subtree: true })
  nameAll()
}
