// What the editor of rich text has of ours: a toolbar with names, dialogs in words, text from Word.
import { Extension, Link, Menu, Plugin, Table, gettext, updateAttrsDialog } from 'django-prose-editor/editor'

const LONGEST_PASTE = 200000
const GROUPS = ['headings', 'nodes -headings -lists', 'lists', 'marks', 'link', 'picture', 'table', 'history']
const NAMES = {
  heading2: gettext('Heading'),
  heading3: gettext('Subheading'),
  paragraph: gettext('Paragraph'),
  bulletList: gettext('Bulleted list'),
  orderedList: gettext('Numbered list'),
  blockquote: gettext('Quote'),
  horizontalRule: gettext('Divider'),
  bold: gettext('Bold'),
  italic: gettext('Italic'),
  link: gettext('Link (mark the words first)'),
  unlink: gettext('Remove link'),
  libraryPicture: gettext('Picture'),
  table: gettext('Insert Table'),
  'table:addColumnAfter': gettext('Add column'),
  'table:deleteColumn': gettext('Delete column'),
  'table:addRowAfter': gettext('Add row'),
  'table:deleteRow': gettext('Delete row'),
  'table:mergeCells': gettext('Merge cells'),
  'table:splitCell': gettext('Split cell'),
  'table:toggleHeaderCell': gettext('Header cell on or off'),
  'table:deleteTable': gettext('Delete table'),
  'history:undo': gettext('Undo'),
  'history:redo': gettext('Redo')
}
const TOGGLES = ['heading2', 'heading3', 'paragraph', 'orderedList', 'blockquote', 'bold', 'italic']

export const Toolbar = Menu.extend({
  addOptions () {
    return { ...this.parent?.(), groups: GROUPS.map(group => ({ group })) }
  },

  onCreate (...args) {
    this.parent?.(...args)
    const { editor, storage } = this
    storage.dom.setAttribute('role', 'toolbar')
    storage.dom.setAttribute('aria-label', gettext('Format text'))
    const items = Object.values(storage._definedItems)
    for (const { name, button } of items) {
      button.title = NAMES[name] ?? button.title
      button.setAttribute('aria-label', button.title)
    }
    const tell = () => {
      for (const { name, button, enabled, active } of items) {
        button.setAttribute('aria-disabled', !enabled(editor))
        if (TOGGLES.includes(name)) button.setAttribute('aria-pressed', Boolean(active(editor)))
      }
    }
    editor.on('transaction', tell)
    tell()
  }
})

// The dialog is on the page as soon as it was asked for.
const ask = (editor, title, submitText, fields, values) => {
  const answer = updateAttrsDialog(fields, { title, submitText })(editor, values)
  editor.view.dom.parentElement.querySelector('dialog').setAttribute('aria-label', title)
  return answer
}

export const AddressLink = Link.extend({
  addCommands () {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor }) => {
        const isLink = editor.isActive('link')
        if (editor.state.selection.empty && !isLink) return false
        const href = { title: gettext('Address, for example https://…'), required: true }
        ask(editor, gettext('Edit Link'), gettext('Update'), { href }, editor.getAttributes('link'))
          .then(attrs => {
            if (attrs) editor.chain().focus().extendMarkRange('link').setMark('link', attrs).run()
          })
        return true
      }
    }
  }
})

export const HeadedTable = Table.extend({
  addCommands () {
    const number = (title, value) => ({ title, format: 'number', default: value, min: '1', max: '50', required: true })
    return {
      ...this.parent?.(),
      insertTableWithOptions: () => ({ editor }) => {
        const fields = {
          rows: number(gettext('Rows'), '3'),
          cols: number(gettext('Columns'), '3'),
          withHeaderRow: { title: gettext('Include header row'), type: 'boolean' }
        }
        ask(editor, gettext('Insert Table'), gettext('Insert'), fields, { withHeaderRow: true })
          .then(attrs => {
            if (!attrs) return
            const { rows, cols, withHeaderRow } = attrs
            editor.chain().focus().insertTable({ rows: Number(rows), cols: Number(cols), withHeaderRow }).run()
          })
        return true
      }
    }
  }
})

// Word pastes the points of a list as paragraphs that carry their bullet as text.
const makeLists = text => {
  for (const point of text.querySelectorAll('p[style*="mso-list"]')) {
    const bullet = point.querySelector('[style*="mso-list:Ignore" i]')
    const kind = /^\s*\w{1,4}[.)]/.test(bullet?.textContent ?? '') ? 'OL' : 'UL'
    bullet?.remove()
    const item = text.createElement('li')
    item.append(...point.childNodes)
    const before = point.previousElementSibling
    if (before?.tagName === kind && before.dataset.word) {
      before.append(item)
      point.remove()
    } else {
      const list = text.createElement(kind)
      list.dataset.word = 'list'
      list.append(item)
      point.replaceWith(list)
    }
  }
}

// As `with_our_headings` in smartcity/richtext.py.
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

const tidied = markup => {
  const text = new DOMParser().parseFromString(markup, 'text/html')
  makeLists(text)
  rankHeadings(text)
  return text.body.innerHTML
}

const tell = (element, sentence) => {
  const note = document.createElement('p')
  note.className = 'errornote'
  note.setAttribute('role', 'alert')
  note.textContent = sentence
  element.querySelector('.errornote')?.remove()
  element.prepend(note)
}

export const Pasting = Extension.create({
  name: 'pasting',
  addProseMirrorPlugins () {
    const handlePaste = (view, event) => {
      const length = event.clipboardData?.getData('text/plain').length ?? 0
      if (length <= LONGEST_PASTE) return false
      tell(view.dom.parentElement, gettext('This text is too long to be pasted: at most 200,000 characters fit in.'))
      return true
    }
    return [new Plugin({ props: { handlePaste, transformPastedHTML: tidied } })]
  }
})
