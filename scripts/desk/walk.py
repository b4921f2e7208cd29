"""The whole desk, as people use it."""

import json
import pathlib
import subprocess
import tempfile
import time

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import PASSWORD, Browser
from server import BIN, ROOT, Server

UPLOADS = ROOT / "Fixtures/uploads"


def check(holds, what, browser=None):
    if not holds:
        raise SystemExit(f"desk: {what}" + (f", at {browser.path()}:\n{browser.text()[:2500]}" if browser else ""))


def reviewer(server, name, role):
    done = subprocess.run(
        [BIN / "kyc", "reviewer", "add", name, "--role", role, "--data", server.data], input=PASSWORD + "\n",
        capture_output=True, text=True)
    check(done.returncode == 0, f"kyc reviewer add: {done.stderr}")


def fill(server):
    """Cases 1 and 2 have pages, the others none: nobody has to wait for those."""
    accounts = {}
    for line in (UPLOADS / "accounts.jsonl").read_text().splitlines():
        if line.strip():
            account = json.loads(line)
            accounts[account["id"]] = account
    passport = (UPLOADS / "A-1001/identity/passport.jpg").read_bytes()
    other = dict(accounts["A-1001"], id="A-2001", name={"given": "Sørine Emilie", "family": "Ågård Nielsen"})
    for account in [accounts["A-1001"], other]:
        status, _, body = server.upload(account, passport)
        check(status == 202, body)
    for index in range(7):
        status, _, body = server.upload({"id": f"A-30{index:02}", "language": "da"}, f"not a picture {index}".encode())
        check(status == 202, body)
    for _ in range(1200):
        _, _, body = server.ask("GET", "/v1/cases?state=inReview", server.tokens["lead"])
        if len(json.loads(body)["cases"]) == 9:
            return
        time.sleep(0.1)
    raise SystemExit("desk: the cases were never examined")


def standing(server, number):
    return json.loads(server.ask("GET", f"/v1/cases/{number}", server.tokens["lead"])[2])["review"]


def by_keyboard(server):
    """Three keys from the queue: next, approve, Enter. Two for each case after it."""
    browser = Browser(server.port)
    browser.go("/review")
    check(browser.path().startswith("/review/sign-in"), "nobody was asked to sign in", browser)
    browser.press(Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB)
    browser.find("#name").send_keys("anna")
    browser.press(Keys.TAB)
    browser.press(PASSWORD)
    browser.leave(lambda: browser.press(Keys.ENTER))
    check(browser.path() == "/review", "signing in did not lead to the queue", browser)
    browser.press("j", "j", "k")
    check(browser.driver.switch_to.active_element.text == browser.all("a.row")[0].text, "j and k do not move", browser)

    browser.leave(lambda: browser.press("n"))
    first = browser.find("h1").text
    check("On your desk" in browser.text(), "the next case was not taken", browser)
    browser.press("a")
    check(browser.driver.switch_to.active_element.text == "Approve", "a does not lead to Approve", browser)
    browser.leave(lambda: browser.press(Keys.ENTER))
    check(f"{first}: approved." in browser.text(), "it was not approved", browser)
    check(standing(server, first)["state"] == "closed", "the case is not closed")
    second = browser.find("h1").text
    check(second != first, "it did not go on to the next case", browser)

    # Taken back with one key.
    browser.leave(lambda: browser.press("z"))
    check(f"{first}: taken back." in browser.text() and standing(server, first)["state"] == "inReview", "undo", browser)

    # Keys of the page.
    before = browser.find(".canvas").size["width"] if browser.all(".canvas") else 0
    if before:
        browser.press("+")
        check(browser.find(".canvas").size["width"] > before, "+ does not make it larger", browser)
        browser.press(".")
        check("rotate(90deg)" in browser.find(".canvas img").get_attribute("style"), ". does not turn", browser)
        browser.press("0", "b")
        check("unmarked" in browser.find(".canvas").get_attribute("class"), "b does not hide the marks", browser)
        browser.press("b")

    # A note keeps its keys to itself.
    browser.press("g", "a", "r", "?")
    check(browser.find("#note").get_attribute("value") == "ar?", "single keys work within a field", browser)
    browser.press(Keys.ESCAPE)

    # The numbers of a field to cover, by arrow keys alone.
    if before:
        browser.driver.execute_script("document.activeElement.blur()")
        browser.press("m")
        x = int(browser.find("input[name=x]").get_attribute("value"))
        browser.press(Keys.ARROW_RIGHT)
        check(int(browser.find("input[name=x]").get_attribute("value")) > x, "arrow keys do not move the field", browser)
        width = int(browser.find("input[name=w]").get_attribute("value"))
        ActionChains(browser.driver).key_down(Keys.SHIFT).send_keys(Keys.ARROW_RIGHT).key_up(Keys.SHIFT).perform()
        check(int(browser.find("input[name=w]").get_attribute("value")) > width, "Shift does not size it", browser)
        browser.leave(lambda: browser.press(Keys.ENTER))
        check("covered for good" in browser.text() and "covered by a person" in browser.text(), "masking", browser)

    # Keys off: nothing happens; and on again.
    browser.leave(lambda: browser.press("?"))
    browser.click("button[value=off]")
    browser.press("q")
    time.sleep(0.3)
    check(browser.path() == "/review/keys", "single keys work though they are off", browser)
    browser.click("button[value=on]")
    browser.leave(lambda: browser.press("o"))
    check(browser.path() == "/review/overview", "o does not lead to the overview", browser)
    browser.leave(lambda: browser.press("q"))
    check(not browser.complaints(), browser.complaints())
    print("desk: by keyboard alone: a clear case in 3 keys (n a Enter), taken back, page turned and covered, keys off and on")
    return browser


def by_mouse(server, browser, numbers):
    """Reject, ask, escalate, judge again, draw: each by clicks."""
    asked, rejected, handed = numbers[:3]
    browser.go(f"/review/cases/{rejected}")
    browser.click("button[value=reject]")
    check(f"{rejected}: rejected." in browser.text(), "rejecting by mouse", browser)
    browser.go(f"/review/cases/{asked}")
    browser.find("#advance").click()
    browser.click("button[value=ask]")
    check("the customer is asked" in browser.text() and browser.find("h1").text == asked, "asking by mouse", browser)
    browser.go(f"/review/cases/{handed}")
    browser.find("#team").send_keys("payments")
    browser.find("#advance").click()
    browser.click("button[value=escalate]")
    check(standing(server, handed)["team"] == "payments", "handing over by mouse", browser)
    browser.go("/review")
    browser.click(".tabs a:nth-child(4)")
    check(handed in browser.text(), "it does not stand among the escalated", browser)

    browser.go("/review/cases/K-2026-000002")
    if "On your desk" not in browser.text():
        browser.click("form[action$='/take'] button")
    browser.find(".tools [data-do=mask]").click()
    canvas = browser.find(".canvas")
    ActionChains(browser.driver).scroll_to_element(canvas).move_to_element_with_offset(
        canvas, -60, -40).click_and_hold().move_by_offset(90, 40).release().perform()
    numbers = [int(browser.find(f"input[name={name}]").get_attribute("value")) for name in "xywh"]
    check(numbers[2] > 20 and numbers[3] > 10, f"drawing by mouse: {numbers}")
    browser.click(".masking button")
    check("covered for good" in browser.text(), "masking by mouse", browser)
    picture = browser.find(".canvas img")
    check(int(browser.driver.execute_script("return arguments[0].naturalWidth", picture)) > 0, "the page is gone", browser)
    level = browser.driver.execute_script(
        "const [img, x, y] = arguments; const c = document.createElement('canvas'); c.width = img.naturalWidth;"
        "c.height = img.naturalHeight; const g = c.getContext('2d'); g.drawImage(img, 0, 0);"
        "return Math.max(...g.getImageData(x, y, 1, 1).data.slice(0, 3));",
        picture, numbers[0] + numbers[2] // 2, numbers[1] + numbers[3] // 2)
    check(level <= 8, f"the field is not painted over: {level}")

    browser.find(".rerun summary").click()
    browser.find("#examine").click()
    browser.click("button[value=try]")
    check("What judging again would change" in browser.text(), "trying a rerun", browser)
    browser.click("button[value=now]")
    check("judged again" in browser.text(), "judging again by mouse", browser)
    check(not browser.complaints(), browser.complaints())
    print("desk: by mouse: rejected, asked, handed over, drawn and covered, judged again")


def two_people(server, anna, number):
    bo = Browser(server.port).sign_in("bo")
    anna.go(f"/review/cases/{number}")
    bo.go(f"/review/cases/{number}")
    anna.find("#note").send_keys("what anna typed")
    bo.click("form[action$='/take'] button")
    anna.click("button[value=approve]")
    check("A colleague works on the case" in anna.text(), "the collision was not told", anna)
    check(anna.find("#note").get_attribute("value") == "what anna typed", "what was typed is lost", anna)
    check("On the desk of bo" in anna.text(), "it does not say whose desk it is on", anna)
    bo.find("#advance").click()
    bo.click("button[value=approve]")
    check(f"{number}: approved." in bo.text(), "bo could not approve", bo)
    bo.close()
    print("desk: two people at once: one decides, the other keeps what was typed")


def without_script(server, numbers):
    browser = Browser(server.port, language="da", script=False)
    browser.sign_in("bo")
    check(browser.all("html[lang=da]"), "the browser's language was not taken", browser)
    browser.click(".next button")
    browser.go(f"/review/cases/{numbers[3]}")
    browser.find("#note").send_keys("uden script")
    browser.click("button.quiet[value=preview]")
    check(browser.find("#note").get_attribute("value") == "uden script", "a look at the text loses the note", browser)
    browser.click("button[value=reject]")
    check(f"{numbers[3]}: afvist." in browser.text(), "rejecting without script", browser)
    browser.click(".undo button")
    check("taget tilbage" in browser.text(), "undo without script", browser)
    browser.go("/review/cases/K-2026-000001")
    picture = browser.find(".canvas img")
    check(picture.size["width"] > 200, "the page is not shown without script", browser)
    check(not browser.find(".tools").is_displayed(), "tools that do nothing are shown", browser)
    browser.find(".masking summary").click()
    for name, value in zip("xywh", ["10", "10", "60", "30"]):
        browser.find(f"input[name={name}]").send_keys(value)
    browser.click(".masking button")
    check("dækket for altid" in browser.text(), "covering by numbers", browser)
    browser.click("form[action='/review/sign-out'] button")
    check("Du er logget ud" in browser.text(), "signing out", browser)
    browser.close()
    print("desk: without JavaScript, in Danish: next, look at the text, reject, undo, cover by numbers, sign out")


def by_axe(server, browser, folder):
    pages = {
        "queue": "/review?tab=all", "filtered": "/review?tab=all&reason=page.glare", "case": "/review/cases/K-2026-000002",
        "asked": "/review/cases/K-2026-000004", "overview": "/review/overview", "keys": "/review/keys",
        "trouble": "/review/cases/K-2026-999999", "sign-in": "/review/sign-in",
    }
    found, passed, looked = [], 0, 0
    for language in ["da", "en"]:
        browser.go("/review/keys")
        if not browser.all(f"html[lang={language}]"):
            browser.click("form[action='/review/language'] button")
        for scheme in ["light", "dark"]:
            browser.media(scheme)
            for name, path in pages.items():
                if scheme == "dark" and language == "da":
                    continue
                browser.go(path)
                wrong, right = browser.violations()
                passed += right
                looked += 1
                found += [f"{name}, {language}, {scheme}: {one}" for one in wrong]
                if folder:
                    browser.picture(folder / f"{name}-{language}-{scheme}.png")
    browser.media("light")
    for width, label in [(390, "narrow"), (720, "200-percent")]:
        browser.width(width, 844)
        for name in ["queue", "case", "overview"]:
            browser.go(pages[name])
            # What is wider than the screen scrolls within itself.
            wide = browser.driver.execute_script(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
            check(wide <= 0, f"{name} is {wide} pixels wider than a screen of {width}", browser)
            wrong, right = browser.violations()
            passed, looked = passed + right, looked + 1
            found += [f"{name}, {label}: {one}" for one in wrong]
            if folder:
                browser.picture(folder / f"{name}-{label}.png")
    check(not found, "axe-core found:\n  " + "\n  ".join(found))
    print(f"desk: axe-core 4.12.1: 0 violations on {looked} pages (two languages, light and dark, narrow and at 200 %), {passed} rules passed")


def run(folder):
    server = Server()
    server.make_tokens()
    for name, role in [("anna", "reviewer"), ("bo", "lead")]:
        reviewer(server, name, role)
    server.start()
    folder = pathlib.Path(folder) if folder else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    try:
        fill(server)
        numbers = [f"K-2026-{index:06}" for index in range(4, 10)]
        anna = by_keyboard(server)
        by_mouse(server, anna, numbers)
        two_people(server, anna, numbers[4])
        # What anna took back is on her desk still.
        for number in ["K-2026-000001", "K-2026-000002"]:
            anna.go(f"/review/cases/{number}")
            if anna.all("form[action$='/release']"):
                anna.click("form[action$='/release'] button")
        without_script(server, numbers)
        by_axe(server, anna, folder)
        anna.close()
        check(server.kyc("audit", "verify") is not None, "the history is broken")
    finally:
        code = server.stop()
    check(code == 0, f"the server ended with {code}")
    print("desk: nothing found")
    return 0
