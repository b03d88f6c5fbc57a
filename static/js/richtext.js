// What the editor of rich text has of ours: a toolbar with names, dialogs in words.
import { Link, Menu, Table, gettext, updateAttrsDialog } from 'django-prose-editor/editor'

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

// As in smartcity/hyperlinks.py, which knows more and has the last word.
const completed = typed => {
  const address = typed.trim()
  if (/^www\./i.test(address)) return `https://${address}`
  if (address.startsWith('//')) return `https:${address}`
  return /^[^\s/:@]+@[^\s/:@]+\.[^\s/:@]+$/.test(address) ? `mailto:${address}` : address
}

const leadsSomewhere = address => /^(\/(?!\/)|#.|mailto:\s*\S+@\S+\.|tel:\s*[+\d])/i.test(address) ||
  /^https?:\/\/[^\s/?#]+\.[^\s/?#]+([/?#].*)?$/i.test(address)

// The field says what is missing as long as the address leads nowhere.
const checkAddress = field => {
  const sentence = gettext('Give the whole address, for example https://www.ulm.de/.')
  const check = () => field.setCustomValidity(leadsSomewhere(completed(field.value)) ? '' : sentence)
  field.addEventListener('input', check)
  check()
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
            if (!attrs) return
            const link = { href: completed(attrs.href) }
            editor.chain().focus().extendMarkRange('link').setMark('link', link).run()
          })
        checkAddress(editor.view.dom.parentElement.querySelector('dialog [name=href]'))
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
