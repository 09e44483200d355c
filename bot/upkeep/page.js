// Filters: shows the controls and hides the items that do not fit. In print everything is open.
for (const form of document.querySelectorAll('.filters')) {
  const items = [...form.parentElement.querySelectorAll('.item')], controls = [...form.querySelectorAll('[data-by]')];
  const fits = (item, control) => !control.value || (control.dataset.by === 'text'
    ? item.textContent.toLowerCase().includes(control.value.trim().toLowerCase()) : item.dataset[control.dataset.by] === control.value);
  const groups = [...form.parentElement.querySelectorAll('.group')];
  const show = () => {
    for (const item of items) item.hidden = !controls.every(control => fits(item, control));
    for (const group of groups) {
      group.hidden = !group.querySelector('.item:not([hidden])');
      group.open = controls.some(control => control.value);
    }
    form.querySelector('output').textContent = `显示 ${items.filter(item => !item.hidden).length} / ${items.length}`;
  };
  form.hidden = false;
  form.addEventListener('input', show);
  form.addEventListener('submit', event => event.preventDefault());
  show();
}
addEventListener('beforeprint', () => { for (const each of document.querySelectorAll('details')) each.open = true; });
