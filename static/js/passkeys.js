// allauth reports to the console only; people read the page.
document.addEventListener('allauth.error', event => {
  event.preventDefault()
  document.getElementById('passkey-failure').hidden = false
})
