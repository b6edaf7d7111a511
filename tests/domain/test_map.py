from nearer.domain.book import Book
from nearer.domain.map import PLAIN_SEED, Lines, one_line, suggested, wall_seed
from tests.books import a_book


def test_an_empty_book_suggests_nothing():
    assert suggested(Book()) == Lines()


def test_the_newest_story_and_act_are_lent_to_the_map():
    book = a_book("01 told They would laugh\n02 told Nobody asks\n02 plan tea 40\n03 plan coffee 80")
    assert suggested(book) == Lines(wall="Nobody asks", first_act="coffee")


def test_a_story_of_several_lines_is_lent_on_one():
    assert one_line("  not for\n a whole\tSunday ") == "not for a whole Sunday"


def test_the_wall_is_laid_from_the_first_page():
    assert wall_seed(a_book("01 begin\n02 told They would laugh")) == 7


def test_a_book_whose_first_page_is_damaged_still_has_a_wall():
    assert wall_seed(a_book("02 told They would laugh")) == PLAIN_SEED
