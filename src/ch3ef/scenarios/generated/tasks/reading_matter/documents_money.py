"""Documents about money: invoices, receipts, price lists, menus, delivery notes, account pages."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.palette import lighter
from ch3ef.scenarios.generated.scene.things import THINGS
from ch3ef.scenarios.generated.tasks.reading_matter.drawing import (
    INKS,
    LAST,
    MONTHS,
    STREETS,
    TOWNS,
    Place,
    dates,
    fitted,
    money,
    page,
    people,
    prices,
    row,
    scribbles,
    tick,
)  # fmt: skip

_GOODS = (
    "Desk lamp", "Paper A4", "Oak shelf", "Wall clock", "Tea pot", "Garden hose", "Paint brush", "Door mat",
    "Ring binder", "Hand towel", "Wool rug", "Glass vase", "Step stool", "Cork board", "Coat hook", "Seed tray",
    "Tool box", "Mirror", "Curtain", "Kettle",
)  # fmt: skip
_GROCERIES = ("Bread", "Milk", "Eggs", "Apples", "Cheese", "Rice", "Tomatoes", "Honey", "Coffee", "Butter", "Pasta",
              "Carrots", "Yoghurt", "Bananas", "Soap", "Oats")  # fmt: skip
_TRADES = ("Supplies", "Trading", "Stores", "Workshop", "Goods", "Outfitters")


def invoice(draws: Draws) -> Question:
    """An invoice: a line, the total, the number, who pays, by when."""
    goods, count = draws.some(_GOODS, 4), draws.whole(3, 4)
    pieces = draws.some(range(2, 12), 4)
    units = draws.some(range(200, 1810, 10), 4)
    names, numbers = people(draws, 4), [str(n) for n in draws.some(range(2010, 9990), 4)]
    due = dates(draws, 4)
    low = draws.whole(0, 3)
    total = sum(n * unit for n, unit in zip(pieces[:count], units, strict=False))
    totals = [money(total + step * 1000 - low * 1000) for step in range(4)] if total > 5000 else [
        money(total + step * 100 - low * 100) for step in range(4)]  # fmt: skip
    name, number, day = draws.one(names), draws.one(numbers), draws.one(due)
    ink = draws.one(INKS)
    firm = f"{draws.one(LAST)} {draws.one(_TRADES)}"
    layout = draws.chance(0.5)
    with page(draws, 500, 560) as canvas:
        if layout:
            canvas.rect(0, 0, 500, 74, fill=ink)
            canvas.text(28, 46, firm, size=26, face="serif-bold", colour="#ffffff")
            canvas.text(472, 46, "INVOICE", size=22, face="sans-bold", colour=lighter(ink, 0.7), anchor="end")
        else:
            canvas.text(28, 50, "Invoice", size=34, face="serif-bold", colour=ink)
            canvas.text(472, 46, firm, size=19, face="sans-bold", colour=ink, anchor="end")
            canvas.line(28, 66, 472, 66, stroke=ink, width=2)
        pairs = (("Invoice no.", number), ("Due date", day))
        for place, (head, value) in enumerate(draws.shuffled(pairs)):
            canvas.text(262, 112 + 26 * place, head, size=15, colour="#6a7078")
            canvas.text(472, 112 + 26 * place, value, size=16, face="sans-bold", anchor="end")
        for place, line in enumerate(("Bill to", name, f"{draws.whole(1, 90)} {draws.one(STREETS)}", draws.one(TOWNS))):
            canvas.text(28, 112 + 24 * place, line, size=16 if place else 14, face="sans-bold" if place == 1 else "sans",
                        colour="#26282c" if place else "#6a7078")  # fmt: skip
        places: Sequence[Place] = ((40, "start"), (260, "end"), (360, "end"), (460, "end"))
        canvas.rect(28, 216, 444, 32, fill=lighter(ink, 0.85))
        row(canvas, 238, ("Item", "Pieces", "Price", "Amount"), places, size=15, face="sans-bold", colour=ink)
        for place in range(count):
            y = 276 + 36 * place
            row(canvas, y, (goods[place], str(pieces[place]), money(units[place]), money(units[place] * pieces[place])),
                places, size=16)  # fmt: skip
            canvas.line(28, y + 12, 472, y + 12, stroke="#d5d8db", width=1)
        y = 276 + 36 * count
        canvas.rect(286, y, 186, 38, fill=ink)
        canvas.text(298, y + 26, "Total", size=17, face="sans-bold", colour="#ffffff")
        canvas.text(460, y + 26, money(total), size=19, face="sans-bold", colour="#ffffff", anchor="end")
        scribbles(canvas, 28, 500, 300, 4)
    spot = draws.whole(0, count - 1)
    item = goods[spot]
    asked = draws.one(("total", "number", "name", "due", "unit", "pieces", "item"))
    shown = [money(each) for each in units[:count]]
    spread = [pieces[k] for k in range(4)]
    choices: dict[str, tuple[Sequence[str], str, tuple[str, ...]]] = {
        "total": (totals, money(total), (f"What is the total of the invoice from {firm}?", f"How much does {name} owe in all?",
                                         f"Which amount must be paid to {firm}?")),
        "number": (numbers, number, (f"What is the number of the invoice from {firm}?", "Which invoice number is this?",
                                     f"I am paying {firm}. Which invoice number do I quote?")),
        "name": (names, name, (f"Who gets this invoice from {firm}?", f"To whom has {firm} sent the bill?")),
        "due": (due, day, (f"By when must {name} pay?", f"What is the due date of the bill from {firm}?")),
        "unit": (_filled(draws, shown, 4), shown[spot], (f"What is the price of one {item.lower()}?",
                                                         f"Which unit price does the invoice give for “{item}”?")),
        "pieces": ([str(n) for n in spread], str(pieces[spot]), (f"How many pieces of “{item}” were ordered?",
                                                                 f"How many of the item “{item}” are on the bill?")),
        "item": ([*goods], item, (f"Of which item were {pieces[spot]} pieces bought?",
                                  f"Which line of the invoice has {pieces[spot]} pieces?")),
    }  # fmt: skip
    options, right, questions = choices[asked]
    return question_of(draws.one(questions), options, right, canvas.picture())


def receipt(draws: Draws) -> Question:
    """A till receipt: a price, the total, the change, how many things."""
    count = draws.whole(4, 6)
    goods = draws.some(_GROCERIES, count)
    cents = draws.some(range(60, 690, 5), count)
    spots = draws.some(range(count), 4)
    spot = draws.one(spots)
    total = sum(cents)
    paid = draws.one([note for note in (2000, 3000, 4000, 5000) if note > total])
    shop = f"{draws.one(LAST)} {draws.one(('Market', 'Grocers', 'Corner Shop', 'Food Hall'))}"
    clock = f"{draws.whole(8, 20)}:{draws.whole(10, 59)}"
    high = 330 + 30 * count
    with page(draws, 330, high, tint=draws.one(("#fffefa", "#fbfaf4", "#f4f6f7")), tilt=5) as canvas:
        fitted(canvas, 165, 46, shop, 280, size=25, face="sans-bold")
        canvas.text(165, 72, f"{draws.one(TOWNS)}, {draws.one(STREETS)}", size=14, colour="#5a5f66", anchor="middle")
        canvas.text(165, 94, f"{dates(draws, 1)[0]}   {clock}", size=14, face="mono", colour="#5a5f66", anchor="middle")
        canvas.line(24, 110, 306, 110, stroke="#555555", width=1.5, dash="5 5")
        for place, (name, each) in enumerate(zip(goods, cents, strict=True)):
            row(canvas, 142 + 30 * place, (name, money(each)), ((30, "start"), (300, "end")), size=18, face="mono")
        y = 130 + 30 * count
        canvas.line(24, y, 306, y, stroke="#555555", width=1.5, dash="5 5")
        for place, (head, each) in enumerate((("TOTAL", total), ("CASH", paid), ("CHANGE", paid - total))):
            row(canvas, y + 32 + 30 * place, (head, money(each)), ((30, "start"), (300, "end")), size=18 if place else 20,
                face="mono")  # fmt: skip
        canvas.text(
            165, y + 132, draws.one(("Thank you!", "Please call again", "Have a good day")), size=17, anchor="middle"
        )
        x = 70.0
        while x < 250:
            wide = draws.one((2, 3, 5))
            canvas.rect(x, y + 148, wide, 30, fill="#222222")
            x += wide + draws.one((3, 4))
    name, price = goods[spot], money(cents[spot])
    kind = draws.one(("price", "price", "name", "total", "change", "dearest"))
    four = [goods[each] for each in spots]
    if kind == "price":
        question = draws.one((f"What did the {name.lower()} cost?", f"Which price does the receipt give for “{name}”?",
                              f"How much was charged for “{name}” at {shop}?"))  # fmt: skip
        return question_of(question, [money(cents[each]) for each in spots], price, canvas.picture())
    if kind == "name":
        question = draws.one((f"What was bought for {price}?", f"Which line of the receipt says {price}?"))
        return question_of(question, four, name, canvas.picture())
    if kind == "dearest":
        high_end = draws.chance(0.5)
        whole = (max if high_end else min)(range(count), key=lambda each: cents[each])
        options = [goods[whole], *draws.some([each for each in goods if each != goods[whole]], 3)]
        question = draws.one((f"Which was the {'dearest' if high_end else 'cheapest'} thing bought at {shop}?",
                              f"Which thing on the receipt cost the {'most' if high_end else 'least'}?"))  # fmt: skip
        return question_of(question, draws.shuffled(options), goods[whole], canvas.picture())
    what = total if kind == "total" else paid - total
    low, apart = draws.whole(0, 3), 100 if what > 350 else 5 * max(1, what // 25)
    options = [money(what + apart * (step - low)) for step in range(4)]
    question = draws.one(
        (f"What was the total at {shop}?", "How much did the whole shopping cost?", f"What did the {count} things cost together?")
        if kind == "total" else
        (f"How much change did the customer of {shop} get?", "What came back in change?")
    )  # fmt: skip
    return question_of(question, options, money(what), canvas.picture())


def menu(draws: Draws) -> Question:
    """A menu in sections: what does a dish cost, what is in a section, what is cheapest?"""
    sections = {
        "Starters": ("Carrot soup", "Beet salad", "Garlic bread", "Lentil dip", "Onion tart"),
        "Mains": ("Baked trout", "Bean curry", "Leek pie", "Roast squash", "Barley bowl"),
        "Sweets": ("Plum cake", "Lemon cream", "Pear crumble", "Berry ice", "Nut tart"),
        "Drinks": ("Mint tea", "Apple juice", "Ginger soda", "Iced coffee", "Rose water"),
    }
    heads = draws.some(sections, 3)
    dishes = {head: draws.some(sections[head], 3) for head in heads}
    flat = [dish for head in heads for dish in dishes[head]]
    cost = dict(zip(flat, prices(draws, 9, 220, 1090, 10), strict=True))
    house = f"{draws.one(('The', 'Old', 'Little'))} {draws.one(('Anchor', 'Orchard', 'Lantern', 'Mill', 'Heron', 'Larder'))}"
    tint, ink = draws.one(
        (("#fdf6e3", "#6b2d1a"), ("#f5f7f2", "#1f4a38"), ("#26302d", "#f3e3b5"), ("#fbeef0", "#6b2140"))
    )
    with page(draws, 440, 540, tint=tint, radius=6) as canvas:
        canvas.rect(14, 14, 412, 512, stroke=ink, width=2)
        fitted(canvas, 220, 66, house, 360, size=36, face="serif-italic", colour=ink)
        for place, head in enumerate(heads):
            y = 116 + 138 * place
            canvas.text(220, y, head, size=22, face="serif-bold", colour=ink, anchor="middle")
            canvas.line(150, y + 9, 290, y + 9, stroke=ink, width=1.5)
            for line, dish in enumerate(dishes[head]):
                row(canvas, y + 38 + 29 * line, (dish, cost[dish]), ((44, "start"), (396, "end")), size=19, face="serif",
                    colour=ink)  # fmt: skip
    kind = draws.whole(0, 2)
    if kind == 0:
        asked = draws.some(flat, 4)
        dish = draws.one(asked)
        question = draws.one((f"What does the {dish.lower()} cost at {house}?", f"What is the price of the {dish.lower()}?",
                              f"How much is the {dish.lower()} on this menu?"))  # fmt: skip
        return question_of(question, [cost[each] for each in asked], cost[dish], canvas.picture())
    if kind == 1:
        asked = draws.some(flat, 4)
        dish = draws.one(asked)
        question = draws.one(
            (f"What can I order for {cost[dish]} at {house}?", f"Which dish or drink costs {cost[dish]}?")
        )
        return question_of(question, asked, dish, canvas.picture())
    head, most = draws.one(heads), draws.chance(0.5)
    options = dishes[head]
    right = (max if most else min)(options, key=lambda each: float(cost[each]))
    question = f"Which of the {head.lower()} at {house} is the {'dearest' if most else 'cheapest'}?"
    return question_of(question, options, right, canvas.picture())


def price_table(draws: Draws) -> Question:
    """A table of prices by kind and group: what does one pay?"""
    what, every = draws.one((
        ("Swimming pool", ("Adult", "Child", "Student", "Senior", "Family")),
        ("Boat hire", ("Canoe", "Kayak", "Rowing boat", "Pedal boat", "Sailing boat")),
        ("Bicycle hire", ("City bike", "Child bike", "Tandem", "Cargo bike", "Electric bike")),
        ("Museum entry", ("Adult", "Child", "Student", "Senior", "Group of ten")),
        ("Parcel rates", ("Letter", "Small box", "Medium box", "Large box", "Tube")),
    ))  # fmt: skip
    columns = draws.one({"Parcel rates": (("Normal", "Express", "Overnight"),), "Swimming pool": (("2 hours", "Half day", "Day"),),
                         "Museum entry": (("Day", "Month", "Year"),)}.get(what, (("1 hour", "Half day", "Day"),
                                                                                 ("Weekday", "Saturday", "Sunday"))))  # fmt: skip
    kinds = draws.some(every, 4)
    cells = [prices(draws, 4, 200 + 350 * column, 720 + 700 * column, 10) for column in range(3)]
    owner = draws.one(TOWNS)
    line, column = draws.whole(0, 3), draws.whole(0, 2)
    ink = draws.one(INKS)
    with page(draws, 520, 400) as canvas:
        canvas.text(28, 52, f"{what} {owner}", size=26, face="sans-bold", colour=ink)
        canvas.text(
            28, 78, draws.one(("Prices in euros", "Rates for this season, in euros")), size=15, colour="#6a7078"
        )
        canvas.rect(24, 98, 472, 40, fill=ink)
        spots: Sequence[Place] = ((40, "start"), (270, "end"), (375, "end"), (480, "end"))
        row(canvas, 124, ("", *columns), spots, size=17, face="sans-bold", colour="#ffffff")
        for place, kind in enumerate(kinds):
            y = 138 + 54 * place
            canvas.rect(24, y, 472, 54, fill=lighter(ink, 0.9) if place % 2 else "#ffffff", stroke="#c5cace", width=1)
            row(canvas, y + 34, (kind, *(cells[each][place] for each in range(3))), spots, size=18)
    kind, group, cost = kinds[line], columns[column], cells[column][line]
    if draws.chance(0.6):
        rest = [cells[c][n] for c in range(3) for n in range(4) if c == column and cells[c][n] != cost]
        question = draws.one((
            f"{what} {owner}: what does “{kind}” cost under “{group}”?",
            f"Which price stands in the line “{kind}” and the column “{group}”?",
            f"I choose “{kind}” and “{group}” in {owner}. What do I pay?",
        ))  # fmt: skip
        return question_of(question, draws.shuffled([cost, *rest]), cost, canvas.picture())
    most = draws.chance(0.5)
    right = (max if most else min)(range(4), key=lambda each: float(cells[column][each]))
    question = draws.one((f"Which line has the {'highest' if most else 'lowest'} price under “{group}” in {owner}?",
                          f"What is {'dearest' if most else 'cheapest'} in the column “{group}” of this table?"))  # fmt: skip
    return question_of(question, kinds, kinds[right], canvas.picture())


def delivery_note(draws: Draws) -> Question:
    """A packing list: what is missing, how many were sent, which shelf?"""
    goods, sent = draws.some(_GOODS, 5), draws.some(range(1, 30), 5)
    codes = ["".join(draws.some("ABCDEFHKLM", 2)) + str(draws.whole(100, 999)) for _ in goods]
    spots = draws.some(range(5), 4)
    missing = draws.one(spots)
    number = str(draws.whole(1000, 9999))
    ink = draws.one(INKS)
    with page(draws, 500, 470) as canvas:
        canvas.text(28, 52, "Packing list", size=28, face="serif-bold", colour=ink)
        canvas.text(472, 52, f"Order {number}", size=18, face="mono", anchor="end")
        canvas.text(28, 82, f"Packed by {people(draws, 1)[0]}", size=16, colour="#5a5f66")
        spread: Sequence[Place] = ((40, "start"), (180, "start"), (360, "end"), (460, "end"))
        canvas.rect(28, 102, 444, 34, fill=lighter(ink, 0.82))
        row(canvas, 125, ("Code", "Item", "Pieces", "Packed"), spread, size=16, face="sans-bold", colour=ink)
        for place, item in enumerate(goods):
            y = 172 + 46 * place
            row(canvas, y, (codes[place], item, str(sent[place])), spread[:3], size=18)
            tick(canvas, 426, y - 18, 22, "" if place == missing else "tick", ink)
            canvas.line(28, y + 16, 472, y + 16, stroke="#d5d8db", width=1)
        scribbles(canvas, 28, 412, 260, 4)
    four = [goods[each] for each in spots]
    kind = draws.whole(0, 2)
    if kind == 0:
        question = draws.one((f"Which item of order {number} has not been packed?", "Which line has no tick?",
                              f"What is still missing from the parcel of order {number}?"))  # fmt: skip
        return question_of(question, four, goods[missing], canvas.picture())
    spot = draws.one(spots)
    if kind == 1:
        question = draws.one((f"How many pieces of “{goods[spot]}” belong to order {number}?",
                              f"Which number stands beside “{goods[spot]}” under “Pieces”?"))  # fmt: skip
        return question_of(question, [str(sent[each]) for each in spots], str(sent[spot]), canvas.picture())
    question = draws.one(
        (f"What is the code of the item “{goods[spot]}”?", f"Under which code is “{goods[spot]}” listed?")
    )
    return question_of(question, [codes[each] for each in spots], codes[spot], canvas.picture())


def account_page(draws: Draws) -> Question:
    """A page of a savings book: what came in, what went out, what is left?"""
    texts = draws.some(("Rent", "Wages", "Book shop", "Train ticket", "Gift", "Grocer", "Phone bill", "Refund", "Dentist",
                        "Garden club", "Cinema", "Shoes", "Book sale", "Interest"), 5)  # fmt: skip
    amounts = draws.some(range(1200, 24000, 50), 5)
    signs = [1 if text in ("Wages", "Gift", "Refund", "Book sale", "Interest") else -1 for text in texts]
    balance = draws.whole(600, 1400) * 100
    days = sorted(draws.some(range(1, 29), 5))
    month, spots = draws.one(MONTHS), draws.some(range(5), 4)
    spot = draws.one(spots)
    owner = people(draws, 1)[0]
    ink = draws.one(INKS)
    with page(draws, 540, 460) as canvas:
        canvas.rect(0, 0, 540, 66, fill=ink)
        canvas.text(26, 42, f"{draws.one(LAST)} Savings Bank", size=23, face="serif-bold", colour="#ffffff")
        THINGS["key"](canvas, 500, 56, 46, lighter(ink, 0.6))
        canvas.text(26, 98, f"{owner}, {month}", size=18, face="sans-bold")
        spread: Sequence[Place] = ((50, "end"), (74, "start"), (300, "end"), (400, "end"), (514, "end"))
        row(canvas, 136, ("Day", "Entry", "In", "Out", "Balance"), spread, size=16, face="sans-bold", colour=ink)
        canvas.line(20, 146, 520, 146, stroke=ink, width=2)
        left = []
        for place, text in enumerate(texts):
            balance += signs[place] * amounts[place]
            left.append(money(balance))
            shown = money(amounts[place])
            row(canvas, 180 + 46 * place, (str(days[place]), text, shown if signs[place] > 0 else "",
                                           shown if signs[place] < 0 else "", left[-1]), spread, size=17)  # fmt: skip
            canvas.line(20, 194 + 46 * place, 520, 194 + 46 * place, stroke="#d5d8db", width=1)
    text = texts[spot]
    kind = draws.whole(0, 2)
    if kind == 0:
        question = draws.one(
            (f"Which amount belongs to the entry “{text}”?", f"How much money does the line “{text}” move?")
        )
        return question_of(question, [money(amounts[each]) for each in spots], money(amounts[spot]), canvas.picture())
    if kind == 1 and len(set(left)) == len(left):
        question = draws.one((f"What was the balance of {owner} after the entry “{text}”?",
                              f"How much was left in the account right after “{text}”?"))  # fmt: skip
        return question_of(question, [left[each] for each in spots], left[spot], canvas.picture())
    question = draws.one((f"Which entry of {month} moved {money(amounts[spot])}?",
                          f"Which entry stands beside the amount of {money(amounts[spot])}?"))  # fmt: skip
    return question_of(question, [texts[each] for each in spots], text, canvas.picture())


def _filled(draws: Draws, shown: Sequence[str], count: int) -> list[str]:
    """Amounts with as many made-up ones as it takes to be `count`."""
    more = [each for each in prices(draws, 12, 200, 1800, 10) if each not in shown]
    return [*shown, *more][:count]
