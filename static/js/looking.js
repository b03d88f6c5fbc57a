// A table that is checked in several requests goes on by itself.
document.addEventListener('DOMContentLoaded', () => document.querySelector('#looking')?.requestSubmit())
