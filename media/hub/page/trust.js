// The trust page: which system this is, the fingerprint to compare, the language.

const html = document.documentElement, agent = navigator.userAgent;

function system() {
  if (/iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1)) return 'ios';
  if (/Android|OpenHarmony|HarmonyOS/.test(agent)) return 'android';
  return /Windows/.test(agent) ? 'windows' : 'linux';
}

function speak(language) {
  html.lang = language;
  document.getElementById('language').textContent = language === 'en' ? '中文' : 'English';
}

document.getElementById('language').addEventListener('click', () => speak(html.lang === 'en' ? 'zh-CN' : 'en'));
speak((localStorage.getItem('language') ?? new URLSearchParams(location.search).get('lang') ?? navigator.language).toLowerCase().startsWith('zh') ? 'zh-CN' : 'en');
document.getElementById(system()).open = true;

const told = await (await fetch('/trust.json')).json();
document.getElementById('name').textContent = told.name;
document.getElementById('fingerprint').textContent = told.fingerprint?.match(/.{1,12}/g).map((four) => four.replace(/:$/, '')).join('\n') ?? '';
document.getElementById('needless').hidden = told.fingerprint !== null;
document.getElementById('steps').hidden = told.fingerprint === null;
