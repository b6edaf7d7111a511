"""The check-ins of a sample.

Moods follow each other (first-order autoregressive, 0.5), so that a bad day is often followed by another.
"""

from typing import Any

from nearer.domain import entries as e
from nearer.domain.samples import SamplePerson
from nearer.web.sample_books.pen import DAYS, TODAY, Pen


class CheckIns:
    """The check-ins of one sample: those with words on their days, and the plain ones drawn between them."""

    def __init__(self, pen: Pen) -> None:
        self.pen, self.life = pen, pen.sample.life
        self.weather = [0.0]
        for _ in range(DAYS):
            self.weather.append(0.5 * self.weather[-1] + pen.luck.gauss(0, 8))
        self.written = 0

    def write(self) -> None:
        """Write them all."""
        for moment in self.pen.sample.moment:
            day = self.pen.day_in(moment.week)
            if moment.person:
                self._with(self.pen.people[moment.person], day, moment.text, lift=1 if moment.step else 0, whole=True)
            else:
                self._alone(day, moment.text)
            if moment.step:
                self._alone(day + 1, step=moment.step, stepped_back=True)
        company = [person for person in self.pen.sample.person if person.often]
        luck = self.pen.luck
        days = [d for d in range(1, TODAY) if self.pen.after_pause(d) == d]
        for day in luck.sample(days, k=min(len(days), self.life.check_ins - self.written)):
            if 100 * luck.random() < self.life.alone:
                self._alone(day)
            else:
                self._with(luck.choices(company, [p.often for p in company])[0], day)

    def _alone(self, day: int, note: str = "", step: str = "", stepped_back: bool | None = None) -> None:
        chosen = stepped_back is not None or 100 * self.pen.luck.random() < self.life.chosen
        adds = self.life.chosen_adds if chosen else self.life.unchosen_adds
        self._add(day, adds, company="alone", chosen=chosen, note=note, step=step, stepped_back=stepped_back)

    def _with(self, person: SamplePerson, day: int, note: str = "", lift: int = 0, whole: bool = False) -> None:
        pen, luck = self.pen, self.pen.luck
        minute = luck.randint(12 * 60, 22 * 60)
        who = pen.meet(person.name, day, minute)
        if not whole and luck.random() > 0.6:
            self._add(day, 0, minute, company="with", person=who)
            return
        depth = min(4, max(0, person.depth + luck.choices((-1, 0, 1, 2), (25, 50, 20, 5))[0] + lift))
        heard = pen.level(person.heard + 7 * (depth - person.depth), 13)
        felt = pen.level(54, 15)
        more = {
            "depth": depth,
            "heard": pen.maybe(heard),
            "felt": pen.maybe(felt),
            "shown": pen.maybe(pen.level(felt - 22 + 7 * day / DAYS, 10)),
            "closeness": min(7, max(1, person.closeness + luck.choice((-1, 0, 0, 1)) + lift)),
            "aftertaste": pen.maybe(pen.level(14 + 11 * depth + 0.3 * heard, 11)),
        }
        adds = self.life.heard_adds * (heard - 50) / 25
        self._add(day, adds, minute, company="with", person=who, note=note, **more)

    def _add(self, day: int, adds: float, minute: int = 0, **said: Any) -> None:
        pen, names = self.pen, ("person", "chosen", "depth", "heard", "felt", "shown", "closeness", "aftertaste")
        middle = self.life.mood + self.life.lift * day / DAYS + self.weather[day + 1] + adds
        blank: dict[str, Any] = dict.fromkeys(names) | {"stepped_back": None, "step": "", "note": ""}
        minute = minute or pen.luck.randint(12 * 60, 23 * 60)
        pen.add(e.CheckedIn, day, minute, mood=pen.maybe(pen.level(middle, 4, 3, 97), 0.03), **(blank | said))
        self.written += 1
