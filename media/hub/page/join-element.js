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
