// An element with its marks (true: there; false or empty: left out) and what is inside: texts
// become text, never markup.
export function element(name, marks, ...inside) {
  const made = document.createElement(name);
  for (const [mark, value] of Object.entries(marks)) {
    if (value === true) made.setAttribute(mark, '');
    else if (value !== false && value !== '') made.setAttribute(mark, value);
  }
  made.append(...inside);
  return made;
}

// A button of the page: what it says, whether it is pressed, whether what it stands for is shut.
export function button(id, text, pressed, off, disabled) {
  const it = document.getElementById(id);
  it.querySelector('span').textContent = text;
  it.setAttribute('aria-pressed', String(pressed));
  it.classList.toggle('off', off);
  it.disabled = disabled;
}
