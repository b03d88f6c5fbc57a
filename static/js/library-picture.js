// Pictures of the library in the editor of rich text: chosen in a dialog, stored as their key.
import { Node, crel, gettext } from 'django-prose-editor/editor'

// Of the library. Anything else, as in what is pasted, could lead to any address of ours.
const KEY = /^[1-9]\d{0,17}$/

// Fragments of ours, or a sentence that says why there is none.
const fetched = async address => {
  const response = await fetch(address)
  // An expired login leads to its page.
  if (response.ok && !response.redirected) return await response.text()
  const sentence = response.status === 404
    ? gettext('This picture no longer exists.')
    : gettext('The pictures cannot be opened.')
  return crel('p', { role: 'status', textContent: sentence }).outerHTML
}

const choose = (editor, address, chosen) => {
  const title = gettext('Insert picture')
  const search = crel('input', { type: 'search', autocomplete: 'off' })
  const found = crel('div', { className: 'picture-choice' })
  // Screen readers tell only what changes in something that was there before.
  const status = crel('p', { role: 'status' })
  const cancel = crel('button', { type: 'button', textContent: gettext('Cancel') })
  const dialog = crel('dialog', { className: 'prose-editor-dialog', 'aria-label': title }, [
    crel('h3', { className: 'prose-editor-dialog-title', textContent: title }),
    crel('label', {}, [gettext('Search in description and credit'), search]),
    status,
    found,
    crel('div', { className: 'prose-editor-dialog-buttons' }, [cancel])
  ])
  let asked
  const show = async () => {
    const now = asked = search.value
    const fragment = await fetched(`${address}?${new URLSearchParams({ q: now })}`)
    if (asked !== now) return
    found.innerHTML = fragment
    const told = found.querySelector('[role="status"]')
    status.textContent = told.textContent
    told.remove()
  }
  search.addEventListener('input', show)
  // Not the button of the form around.
  search.addEventListener('keydown', event => { if (event.key === 'Enter') event.preventDefault() })
  // Nor does what is searched for belong to what is typed into it.
  for (const kind of ['input', 'change']) dialog.addEventListener(kind, event => event.stopPropagation())
  found.addEventListener('click', event => {
    const key = event.target.closest('[data-picture]')?.dataset.picture
    if (!key) return
    dialog.close()
    chosen(key)
  })
  cancel.addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', () => dialog.remove())
  editor.view.dom.parentElement.append(dialog)
  // The toolbar gives the focus to the text before it asks; closing gives it back.
  dialog.showModal()
  show()
}

export const LibraryPicture = Node.create({
  name: 'libraryPicture',
  group: 'block',
  atom: true,
  draggable: true,

  addOptions: () => ({ address: '' }),

  addAttributes: () => ({
    key: {
      default: null,
      parseHTML: element => element.dataset.picture,
      renderHTML: ({ key }) => ({ 'data-picture': key })
    }
  }),

  parseHTML: () => [{
    tag: 'img[data-picture]',
    getAttrs: element => KEY.test(element.dataset.picture) && null
  }],

  renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes],

  addNodeView () {
    return ({ node }) => {
      const dom = crel('figure', { className: 'library-picture' })
      fetched(`${this.options.address}${node.attrs.key}/`).then(shown => { dom.innerHTML = shown })
      return { dom }
    }
  },

  addMenuItems ({ buttons, menu }) {
    const insert = editor => key => {
      const content = [{ type: this.name, attrs: { key } }, { type: 'paragraph' }]
      editor.chain().focus().insertContent(content).run()
    }
    menu.defineItem({
      name: this.name,
      groups: 'picture',
      command: editor => choose(editor, this.options.address, insert(editor)),
      button: buttons.material('image', 'picture')
    })
  }
})
