// Loaded before anything is drawn, so that a chosen light or dark does not flash.
try {
  const chosen = localStorage.getItem('theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch { /* storage may be closed to us: then the device decides */ }
