// Says on the page that a security key did not answer, where otherwise only the console would know.
document.addEventListener('allauth.error', function (event) {
  const told = document.getElementById('key-fault')
  told.hidden = false
  told.setAttribute('role', 'alert')
  event.preventDefault()
})
