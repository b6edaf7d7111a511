// Enhancement only: the ten seconds for taking back, and the name beside the circles.
(() => {
  'use strict';

  for (const form of document.querySelectorAll('[data-gone-after]')) {
    const go = () => {
      // never under a finger or a focus
      if (form.contains(document.activeElement)) { form.addEventListener('focusout', () => setTimeout(go, 0), { once: true }); return; }
      form.hidden = true;
    };
    setTimeout(go, Number(form.dataset.goneAfter) * 1000);
  }

  for (const form of document.querySelectorAll('form.checkin')) {
    const whom = form.querySelector('select[name=whom]');
    const name = form.querySelector('input[name=name]');
    const legend = form.querySelector('[data-with-name]');
    if (!whom || !legend) continue;
    const plain = legend.textContent;
    const say = () => {
      const known = whom.value === 'new' ? name?.value.trim() : whom.value && whom.selectedOptions[0].text;
      legend.textContent = known ? legend.dataset.withName.replace('{name}', () => known) : plain;
    };
    whom.addEventListener('change', say);
    name?.addEventListener('input', say);
    say();
  }
})();
