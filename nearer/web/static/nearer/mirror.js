// Enhancement only: drop a file, see how far the reading is, stop it. Without this file the form posts and waits.
(() => {
  'use strict';

  const form = document.querySelector('form[data-mirror]');
  if (!form || !('AbortController' in window)) return;
  const input = form.querySelector('input[type=file]');
  const zone = form.querySelector('[data-drop]');
  const work = form.querySelector('[data-work]');
  const bar = form.querySelector('[data-bar]');
  const status = form.querySelector('[data-status]');
  const acts = form.querySelector('[data-acts]');
  const number = new Intl.NumberFormat(document.documentElement.lang);
  let running = null;

  const say = (words) => { if (status.textContent !== words) status.textContent = words; };

  for (const kind of ['dragenter', 'dragover']) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add('over'); });
  }
  for (const kind of ['dragleave', 'drop']) zone.addEventListener(kind, () => zone.classList.remove('over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });

  function show(working) {
    work.hidden = false;
    bar.hidden = !working;
    form.querySelector('[data-stop]').hidden = !working;
    acts.hidden = working;
  }

  function told(line) {
    if (line.go) { location.assign(line.go); return true; }
    if (line.wrong) { ended(line.wrong); return true; }
    const said = line.doing === 'looked' ? form.dataset.saysLooked : form.dataset.saysRead;
    say(said.replace('{n}', number.format(line.done)).replace('{of}', number.format(line.of)));
    if (line.of) { bar.max = line.of; bar.value = line.done; } else bar.removeAttribute('value');
    return false;
  }

  function forget() { // what the server said of the last try
    for (const wrong of form.querySelectorAll('.error')) wrong.remove();
    for (const field of form.querySelectorAll('.has-error')) field.classList.remove('has-error');
    for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
    input.setAttribute('aria-describedby', 'export-hint');
  }

  function ended(words) {
    running = null;
    show(false);
    say(words);
    input.focus();
  }

  async function read() {
    running = new AbortController();
    show(true);
    say(form.dataset.saysSending);
    try {
      const answer = await fetch(form.action, {
        method: 'POST', body: new FormData(form), credentials: 'same-origin', redirect: 'manual',
        headers: { 'X-Progress': '1' }, signal: running.signal,
      });
      if (answer.type === 'opaqueredirect') { location.assign('/mirror/'); return; }
      if (!answer.ok || !answer.headers.get('Content-Type')?.startsWith('text/plain')) throw new Error('no stream');
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let held = '';
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        held += value;
        const lines = held.split('\n');
        held = lines.pop();
        for (const line of lines) if (line && told(JSON.parse(line))) return;
      }
      throw new Error('cut off');
    } catch {
      if (running) ended(running.signal.aborted ? form.dataset.saysStopped : form.dataset.saysLost);
    }
  }

  form.addEventListener('submit', (event) => {
    if (!input.files.length || !form.querySelector('[name=adults]:checked')) return; // the server says what is missing
    event.preventDefault();
    if (running) return;
    forget();
    const bytes = Array.from(input.files).reduce((sum, file) => sum + file.size, 0);
    if (bytes > Number(form.dataset.most)) { ended(form.dataset.saysLarge); return; }
    read();
  });
  form.querySelector('[data-stop]').addEventListener('click', () => running?.abort());
  addEventListener('pagehide', () => running?.abort());
})();
