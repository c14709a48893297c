"""What in the rows behind a figure somebody should ask about before it is relied on."""

from datetime import date, timedelta

from lineofsight.progress.rating.doubts import Row, doubts

MONDAY = date(2026, 6, 1)
DUE = date(2026, 7, 31)


def done_before(days, number=1):
    """Rows of a long clock that were done so many days before they were due."""
    return [Row(f"child-{days}-{n}", MONDAY, DUE, DUE - timedelta(days)) for n in range(number)]


def kinds(rows):
    return [each.kind for each in doubts(rows)]


def test_bunching_at_the_deadline():
    """Ten or more dated on the very day they were due, and three times a day of the week before."""
    week = [row for days in (1, 2, 3, 4, 7) for row in done_before(days, 3)]
    (doubt,) = doubts([*done_before(0, 10), *week])
    assert (doubt.kind, doubt.rows, doubt.of) == ("bunched", 10, 25)
    assert doubt.sentence == (
        "10 of 25 are dated on the very day they were due, and 15 in the whole week before it: "
        "ask how the date is entered."
    )


def test_work_that_is_hurried_gathers_over_days():
    """Two times an even day is no doubt, and nor are fewer than 10."""
    busy = [row for days in (1, 2, 3, 4, 7) for row in done_before(days, 5)]
    assert kinds([*done_before(0, 14), *busy]) == []
    assert kinds(done_before(0, 9)) == []


def test_much_of_a_short_clock_falls_on_its_last_day():
    """Clocks of under 14 days are left out."""
    short = [Row(f"child-{n}", DUE - timedelta(13), DUE, DUE) for n in range(30)]
    assert kinds(short) == []
    assert kinds([Row(f"child-{n}", DUE - timedelta(14), DUE, DUE) for n in range(30)]) == [
        "bunched"
    ]


def entered(day, number, days_early=20):
    done = DUE - timedelta(days_early)
    return [Row(f"{day}-{n}", MONDAY, DUE, done, day) for n in range(number)]


def test_back_dated_entries():
    """Ten or more, and one in ten of those dated in time, were entered over five working days
    after they were due: 7 August is the fifth after 31 July, 10 August the next."""
    (doubt,) = doubts([*entered(date(2026, 8, 10), 10), *entered(DUE, 90)])
    assert doubt.sentence == (
        "10 of 100 that are dated in time were entered more than 5 working days after they were "
        "due: ask what the date rests on."
    )
    assert kinds([*entered(date(2026, 8, 10), 10), *entered(DUE, 91)]) == []
    assert kinds(entered(date(2026, 8, 7), 50)) == []


def test_late_work_that_is_entered_late_is_only_late():
    """Nothing is claimed by it."""
    late = [Row(f"{n}", MONDAY, DUE, DUE + timedelta(9), DUE + timedelta(30)) for n in range(30)]
    assert kinds(late) == []


def spells(number, gap):
    """So many that ended on a Friday, and began again so many days later."""
    ended = date(2026, 6, 5)
    for n in range(number):
        yield Row(f"child-{n}", MONDAY, done=ended)
        yield Row(f"child-{n}", ended + timedelta(gap))


def test_ended_and_soon_begun_again():
    """Ten or more, and one in ten of those that ended, within ten working days."""
    (doubt,) = doubts(spells(10, 14))
    assert doubt.sentence == (
        "10 of 10 that ended began again within 10 working days, and their clock with them: "
        "ask why they were ended."
    )
    assert kinds(spells(10, 17)) == []
    assert kinds(spells(9, 3)) == []
    ended_for_good = [Row(f"other-{n}", MONDAY, done=MONDAY) for n in range(91)]
    assert kinds([*spells(10, 3), *ended_for_good]) == []


def test_another_childs_beginning_is_no_beginning_again():
    """And neither is one that overlaps: there the first had not ended."""
    other = [
        each
        for n in range(20)
        for each in (
            Row(f"a-{n}", MONDAY, done=date(2026, 6, 5)),
            Row(f"b-{n}", date(2026, 6, 8)),
        )
    ]
    overlapping = [
        each
        for n in range(20)
        for each in (
            Row(f"a-{n}", MONDAY, done=date(2026, 6, 12)),
            Row(f"a-{n}", date(2026, 6, 8)),
        )
    ]
    assert kinds(other) == kinds(overlapping) == []


def test_a_mistyped_day_is_left_out():
    """Beyond the calendar of bank holidays no working day can be counted."""
    strange = Row("child", MONDAY, DUE, DUE, date(2206, 8, 10))
    assert kinds([strange, *done_before(0, 9)]) == []
