// Hints beside the date of a conference follow what is typed. Without this script they come after saving.
document.addEventListener('DOMContentLoaded', () => {
  const place = document.querySelector('#date-hints')
  const value = name => document.querySelector(`#id_${name}`)?.value ?? ''
  let asked

  function query () {
    const params = new URLSearchParams(place.dataset.conference ? { conference: place.dataset.conference } : {})
    for (const name of ['starts_on', 'ends_on', 'land']) params.set(name, value(name))
    for (const role of document.querySelectorAll('select[name^="participations-"][name$="-role"]')) {
      const project = document.querySelector(`[name="${role.name.replace(/role$/, 'project')}"]`)?.value
      if (role.value === 'gastgeber' && project) params.append('hosts', project)
    }
    return params.toString()
  }

  async function update () {
    const now = query()
    if (now === asked) return
    asked = now
    const response = await fetch(`${place.dataset.address}?${now}`)
    if (response.ok && now === asked) place.innerHTML = await response.text()
  }

  if (place) {
    document.querySelector('.field-starts_on')?.append(place)
    asked = query()
    // The calendar of the admin sets a date without an event, and then the focus.
    for (const event of ['change', 'focusin', 'focusout']) document.addEventListener(event, update)
  }
})
