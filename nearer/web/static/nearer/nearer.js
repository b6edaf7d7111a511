// Enhancement only: every page is whole without this file.
(() => {
  'use strict';

  const root = document.documentElement;
  const leaveForm = document.querySelector('form[data-leave]');
  const token = () => leaveForm?.querySelector('[name=csrfmiddlewaretoken]')?.value ?? '';

  for (const control of document.querySelectorAll('[data-needs-script]')) control.hidden = false;

  // ---- lighter or darker, print ----

  function otherTheme() {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    chooseTheme(dark ? 'light' : 'dark');
  }

  function chooseTheme(chosen) {
    if (chosen === 'device') delete root.dataset.theme;
    else root.dataset.theme = chosen;
    try {
      if (chosen === 'device') localStorage.removeItem('theme');
      else localStorage.setItem('theme', chosen);
    } catch { /* then for this page only */ }
    sayTheme();
  }

  function sayTheme() {
    for (const button of document.querySelectorAll('[data-do^=theme-]')) {
      button.setAttribute('aria-pressed', String(button.dataset.do === `theme-${root.dataset.theme ?? 'device'}`));
    }
  }

  sayTheme();

  document.addEventListener('click', (event) => {
    const control = event.target.closest?.('[data-do]');
    if (control?.dataset.do === 'theme') otherTheme();
    if (control?.dataset.do?.startsWith('theme-')) chooseTheme(control.dataset.do.slice('theme-'.length));
    if (control?.dataset.do === 'print') print();
  });

  // ---- help stays when the server is gone: the worker keeps no page of a book ----

  if ('serviceWorker' in navigator) navigator.serviceWorker.register('/worker.js').catch(() => {});

  // ---- leave, from anywhere, in every tab ----

  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('nearer') : null;
  const vanish = () => location.replace('about:blank');

  function leave() {
    root.hidden = true;
    goingAnyway = true;
    sendDrafts();
    document.cookie = 'nearer-left=1; path=/; max-age=86400; samesite=strict'; // holds where the beacon gets lost
    if (leaveForm) navigator.sendBeacon('/leave/', new FormData(leaveForm));
    tabs?.postMessage('left');
    vanish();
  }

  tabs?.addEventListener('message', (event) => {
    if (event.data !== 'left') return;
    root.hidden = true;
    goingAnyway = true;
    vanish();
  });
  leaveForm?.addEventListener('submit', (event) => { event.preventDefault(); leave(); });

  let lastEscape = -Infinity;
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.repeat) return;
    if (event.timeStamp - lastEscape < 1000) leave();
    lastEscape = event.timeStamp;
  });

  // a page that comes back from the browser's memory asks the server again
  addEventListener('pageshow', (event) => { if (event.persisted) { root.hidden = true; location.reload(); } });

  // ---- drafts: sealed half a second after the last word, and before the page is left ----

  const DRAFT_AFTER = 500;

  class Draft {
    constructor(form) {
      this.form = form;
      this.status = form.querySelector('[role=status][data-says]');
      this.unsent = false;
      this.onItsWay = '';
      this.page = Math.random().toString(36).slice(2);
      this.number = 0;
      this.timer = 0;
      this.queue = Promise.resolve();
      const changed = () => {
        this.unsent = true;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.send(), DRAFT_AFTER);
      };
      form.addEventListener('input', changed);
      form.addEventListener('change', changed);
      form.addEventListener('submit', () => { clearTimeout(this.timer); this.unsent = false; });
    }

    send() {
      clearTimeout(this.timer);
      if (this.unsent) {
        this.unsent = false;
        this.queue = this.queue.then(() => this.post());
      }
      return this.queue;
    }

    sendAtOnce() {
      clearTimeout(this.timer);
      if (this.unsent && navigator.sendBeacon(this.form.dataset.draftUrl, this.words())) this.unsent = false;
    }

    words() {
      const words = new FormData(this.form);
      if (!words.has('form')) words.set('form', location.pathname); // which page this is a draft of
      this.number += 1;
      this.onItsWay = `${this.page}-${this.number}`; // the server writes what was typed last, whichever arrives last
      words.set('mark', this.onItsWay);
      return words;
    }

    async post() {
      const words = this.words();
      const mark = this.onItsWay;
      // kept alive when the page is left meanwhile; browsers refuse that beyond 64 KB
      const keepalive = Array.from(words.values()).join('').length < 15000;
      try {
        const answer = await fetch(this.form.dataset.draftUrl, {
          method: 'POST', body: words, credentials: 'same-origin', redirect: 'error', keepalive,
        });
        const kept = answer.ok ? await answer.json() : null;
        if (!kept?.kept_at) throw new Error('not kept');
        this.say(this.status?.dataset.says?.replace('{time}', kept.kept_at));
      } catch {
        this.unsent = true;
        this.say(this.status?.dataset.saysFailed);
      }
      if (this.onItsWay === mark) this.onItsWay = '';
    }

    say(words = '') {
      if (this.status && this.status.textContent !== words) this.status.textContent = words;
    }
  }

  const drafts = Array.from(document.querySelectorAll('form[data-draft-url]'), (form) => new Draft(form));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') for (const draft of drafts) draft.send();
  });
  // what comes next waits at the server for what is on its way (nearer/web/order.py)
  function sendDrafts() {
    for (const draft of drafts) draft.sendAtOnce();
    const marks = drafts.map((draft) => draft.onItsWay).filter(Boolean).join('.');
    if (marks) document.cookie = `nearer-draft=${marks}; path=/; max-age=5; samesite=strict`;
  }

  let goingAnyway = false;
  addEventListener('beforeunload', (event) => {
    sendDrafts();
    if (!goingAnyway && drafts.some((draft) => draft.unsent)) event.preventDefault(); // too long to be sent while leaving
  });
  addEventListener('pagehide', sendDrafts); // browsers that close a page without a word

  // ---- an open book locks itself when nobody is there ----

  const idleAfter = Number((document.querySelector('[data-idle-seconds]') ?? root).dataset.idleSeconds) * 1000;
  if (idleAfter > 0) {
    let seen = Date.now();
    let told = Date.now();
    let locking = false;

    const lock = async () => {
      locking = true;
      goingAnyway = true;
      const sent = Promise.all(drafts.map((draft) => draft.send()));
      root.hidden = true;
      await Promise.race([sent, new Promise((done) => { setTimeout(done, 2000); })]);
      location.replace('/locked/');
    };

    const look = () => {
      if (locking) return;
      const left = seen + idleAfter - Date.now();
      if (left <= 0) lock();
      else setTimeout(look, Math.min(left, 15000) + 50);
    };

    const here = (event) => {
      if (!event.isTrusted || locking) return;
      const now = Date.now();
      if (now - seen >= idleAfter) { lock(); return; } // the machine slept: too late
      seen = now;
      if (now - told < 60000) return;
      told = now;
      fetch('/here/', { method: 'POST', headers: { 'X-CSRFToken': token() }, credentials: 'same-origin', keepalive: true }).catch(() => {});
    };

    for (const kind of ['pointerdown', 'pointermove', 'keydown', 'input', 'click', 'wheel', 'scroll', 'touchstart', 'touchmove']) {
      addEventListener(kind, here, { capture: true, passive: true });
    }
    document.addEventListener('visibilitychange', () => { if (!locking && Date.now() - seen >= idleAfter) lock(); });
    look();
  }

  // ---- sliders: words for where the thumb is, and touching one takes it back in ----

  function sayWhere(output) {
    const range = document.getElementById(output.htmlFor[0]);
    if (!range) return;
    const words = output.dataset.words?.split('|');
    const part = (range.value - range.min) / (range.max - range.min);
    output.value = words ? words[Math.min(words.length - 1, Math.floor(part * words.length))] : range.value;
    if (words) range.setAttribute('aria-valuetext', output.value);
  }

  for (const output of document.querySelectorAll('output[for]')) {
    sayWhere(output);
    document.getElementById(output.htmlFor[0])?.addEventListener('input', () => sayWhere(output));
  }

  const moves = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown']);
  for (const box of document.querySelectorAll('[data-leave-out]')) {
    const range = document.getElementById(box.dataset.leaveOut);
    const takeIn = () => {
      if (!box.checked) return;
      box.checked = false;
      box.dispatchEvent(new Event('change', { bubbles: true }));
    };
    range?.addEventListener('pointerdown', takeIn);
    range?.addEventListener('input', takeIn);
    range?.addEventListener('keydown', (event) => { if (moves.has(event.key)) takeIn(); });
  }
})();
