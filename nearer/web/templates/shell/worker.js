// Keeps what is the same for everyone, so that help is there when the server is not. Never a page of a book.
'use strict';
const NAME = '{{ name }}';
const PAGES = [{% for page in pages %}'{{ page }}'{% if not forloop.last %}, {% endif %}{% endfor %}];
const LOOKS = [{% for look in looks %}'{{ look }}'{% if not forloop.last %}, {% endif %}{% endfor %}];

// without cookies the server cannot put anything of anyone into these
const fresh = (path) => new Request(path, { credentials: 'omit', cache: 'reload' });

addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll([...PAGES, ...LOOKS].map(fresh))));
});

addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name);
    await clients.claim();
  })());
});

addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin) return;
  if (event.request.mode === 'navigate') {
    const page = PAGES.includes(pathname) ? pathname : '{% url 'offline' %}';
    event.respondWith(fetch(event.request).catch(() => caches.match(page)));
  } else if (LOOKS.includes(pathname)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(pathname)));
  }
});
