// Enhancement only: moving people in the circles by pointer and by keyboard. The form on each person's page does the same.
(() => {
  'use strict';

  const figure = document.querySelector('[data-circles]');
  if (!figure) return;
  const drawing = figure.querySelector('[data-drawing]');
  const status = figure.querySelector('[data-moved]');
  const form = figure.querySelector('[data-move]');
  const CLICK = 6;
  const SETTLES = 600;
  const say = (words, name = '', circle = '') => {
    status.textContent = words.replace('{name}', () => name).replace('{circle}', () => circle);
  };
  const everyone = () => Array.from(drawing.querySelectorAll('.someone'));
  const orbits = () => Array.from(drawing.querySelectorAll('.orbit'), (o) => ({
    circle: Number(o.dataset.circle), radius: o.r.baseVal.value, name: o.dataset.name,
  }));

  function ready(focused) {
    const svg = drawing.querySelector('svg');
    svg.setAttribute('role', 'group');
    svg.setAttribute('aria-label', figure.dataset.saysGroup);
    svg.setAttribute('aria-describedby', 'move-how');
    const all = everyone();
    for (const one of all) {
      one.setAttribute('role', 'slider');
      one.setAttribute('aria-label', one.dataset.name);
      one.setAttribute('aria-orientation', 'vertical');
      one.setAttribute('aria-valuemin', '1');
      one.setAttribute('aria-valuemax', '4');
      stands(one, Number(one.dataset.circle));
      one.setAttribute('tabindex', '-1');
    }
    const first = all.find((one) => one.dataset.person === focused) ?? all[0];
    first?.setAttribute('tabindex', '0');
    if (focused) first?.focus({ preventScroll: true });
  }

  function stands(one, circle) {
    one.dataset.circle = circle;
    one.setAttribute('aria-valuenow', String(5 - circle));
    one.setAttribute('aria-valuetext', orbits().find((o) => o.circle === circle)?.name ?? '');
  }

  // ---- whoever found no room for a name says it while pointed at ----

  function unsay() { drawing.querySelector('.whose')?.remove(); }
  function sayName(one) {
    unsay();
    if (one.querySelector('text')?.checkVisibility()) return;
    const [x, y] = dotOf(one);
    const name = document.createElementNS('http://www.w3.org/2000/svg', 'text');
    const inward = x > 0;
    name.setAttribute('class', 'whose');
    name.setAttribute('x', x + (inward ? -14 : 14));
    name.setAttribute('y', y + 6);
    name.setAttribute('text-anchor', inward ? 'end' : 'start');
    name.textContent = one.dataset.name;
    drawing.querySelector('svg').append(name);
  }
  for (const [comes, goes] of [['pointerover', 'pointerout'], ['focusin', 'focusout']]) {
    drawing.addEventListener(comes, (event) => { const one = event.target.closest('.someone'); if (one) sayName(one); });
    drawing.addEventListener(goes, unsay);
  }

  function dotTo(one, x, y) {
    for (const mark of one.querySelectorAll('circle')) { mark.setAttribute('cx', x); mark.setAttribute('cy', y); }
    one.classList.add('moving');
  }

  const dotOf = (one) => {
    const mark = one.querySelector('circle');
    return [Number(mark.getAttribute('cx')), Number(mark.getAttribute('cy'))];
  };

  // ---- keeping a move: the answer is the drawing and the list anew ----

  let keeping = Promise.resolve();
  function keep(one, circle, turn) {
    const { person, place, name } = one.dataset;
    const hadFocus = one === document.activeElement;
    keeping = keeping.then(async () => {
      const said = new FormData(form);
      said.set('circle', circle);
      said.set('drawn', '1');
      if (turn !== undefined) said.set('turn', turn);
      try {
        const answer = await fetch(place, { method: 'POST', body: said, credentials: 'same-origin', redirect: 'error' });
        if (answer.status !== 200) throw new Error('not kept');
        show(await answer.text(), hadFocus ? person : '');
        say(figure.dataset.saysPlaced, name, orbits().find((o) => o.circle === circle)?.name);
      } catch {
        drawing.innerHTML = before;
        ready(hadFocus ? person : '');
        say(figure.dataset.saysFailed);
      }
    });
    return keeping;
  }

  let before = drawing.innerHTML;
  function show(text, focused) {
    const fresh = new DOMParser().parseFromString(text, 'text/html');
    drawing.replaceChildren(fresh.querySelector('svg.circles'));
    before = drawing.innerHTML;
    document.querySelector('[data-same]')?.replaceChildren(...fresh.querySelector('[data-same]').children);
    ready(focused);
  }

  // ---- by pointer ----

  let held = null;
  const at = (event) => {
    const svg = drawing.querySelector('svg');
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [point.x, point.y];
  };

  drawing.addEventListener('pointerdown', (event) => {
    const one = event.target.closest('.someone');
    if (!one || event.button !== 0) return;
    event.preventDefault();
    one.setPointerCapture(event.pointerId);
    held = { one, x: event.clientX, y: event.clientY, from: dotOf(one), moved: false };
  });
  drawing.addEventListener('pointermove', (event) => {
    if (!held) return;
    held.moved ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) > CLICK;
    if (held.moved) dotTo(held.one, ...at(event));
  });
  const putBack = () => {
    if (!held) return;
    dotTo(held.one, ...held.from);
    held.one.classList.remove('moving');
    held = null;
  };
  drawing.addEventListener('pointercancel', putBack);
  drawing.addEventListener('pointerup', (event) => {
    if (!held) return;
    const { one, moved } = held;
    held = null;
    if (!moved) { location.assign(one.dataset.page); return; }
    const [x, y] = at(event);
    const far = Math.hypot(x, y);
    const nearest = orbits().reduce((a, b) => (Math.abs(a.radius - far) <= Math.abs(b.radius - far) ? a : b));
    keep(one, nearest.circle, Math.round((Math.atan2(y, x) * 180) / Math.PI + 360) % 360);
  });

  // ---- by keyboard ----

  let waits = 0;
  function moveBy(one, step) {
    const circle = Math.min(4, Math.max(1, Number(one.dataset.circle) + step));
    if (circle === Number(one.dataset.circle)) return;
    const [x, y] = dotOf(one);
    const radius = orbits().find((o) => o.circle === circle).radius;
    const far = Math.hypot(x, y) || 1;
    dotTo(one, (x / far) * radius, (y / far) * radius);
    stands(one, circle);
    clearTimeout(waits);
    waits = setTimeout(() => keep(one, circle), SETTLES);
  }

  drawing.addEventListener('keydown', (event) => {
    const one = event.target.closest('.someone');
    if (!one || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = everyone();
    const goes = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const moves = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === 'Escape') putBack();
    else if (event.key === 'Enter') location.assign(one.dataset.page);
    else if (moves) moveBy(one, moves);
    else if (goes) {
      const next = all[(all.indexOf(one) + goes + all.length) % all.length];
      one.setAttribute('tabindex', '-1');
      next.setAttribute('tabindex', '0');
      next.focus();
    } else return;
    if (event.key !== 'Escape') event.preventDefault();
  });

  ready('');
})();
