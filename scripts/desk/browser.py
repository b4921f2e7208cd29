"""A headless Chromium at the review desk."""

import importlib.util
import pathlib
import shutil

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

AXE = pathlib.Path(importlib.util.find_spec("axe_playwright_python").origin).parent / "axe.min.js"
PASSWORD = "correct horse battery"


class Browser:
    def __init__(self, port, language="en", script=True, width=1440, height=1000):
        options = Options()
        options.binary_location = shutil.which("chromium")
        for word in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--lang={language}",
                     f"--window-size={width},{height}", "--hide-scrollbars"]:
            options.add_argument(word)
        preferences = {"intl.accept_languages": language}
        if not script:
            preferences["profile.managed_default_content_settings.javascript"] = 2
        options.add_experimental_option("prefs", preferences)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.driver.set_page_load_timeout(120)
        self.base = f"http://127.0.0.1:{port}"

    def go(self, path):
        self.driver.get(self.base + path)
        return self

    def path(self):
        return self.driver.current_url.removeprefix(self.base)

    def text(self):
        return self.find("body").text

    def find(self, css):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def until(self, what, holds, seconds=60):
        def tried(_):
            try:
                return holds()
            except Exception as error:
                if "Stale" in type(error).__name__ or "NoSuch" in type(error).__name__:
                    return False
                raise
        try:
            WebDriverWait(self.driver, seconds, poll_frequency=0.05).until(tried)
        except Exception:
            raise SystemExit(f"desk: it never came to {what}, at {self.path()}:\n{self.text()[:1500]}")

    def leave(self, act):
        """Does something that leads to another page, and waits for that."""
        old = self.find("html")
        act()

        def gone():
            try:
                old.is_enabled()
                return False
            except Exception:
                return True
        self.until("another page", gone)
        self.until("the whole page", lambda: self.driver.execute_script("return document.readyState") == "complete")

    def click(self, css):
        element = self.find(css)
        self.leave(lambda: ActionChains(self.driver).scroll_to_element(element).click(element).perform())

    def press(self, *keys):
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def sign_in(self, name, password=PASSWORD):
        self.go("/review/sign-in")
        self.find("#name").send_keys(name)
        self.find("#password").send_keys(password)
        self.leave(lambda: self.find("#password").send_keys(Keys.ENTER))
        return self

    def media(self, scheme):
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})

    def width(self, width, height=1000, scale=1):
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False})

    def violations(self):
        self.driver.execute_script(AXE.read_text())
        result = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(done);")
        return [
            f"{one['id']}: {one['help']}: " + "; ".join(node["html"][:160] for node in one["nodes"][:3])
            for one in result["violations"]
        ], len(result["passes"])

    def complaints(self):
        """What the browser says about pages that it did not like, such as something that was not to be loaded."""
        return [
            one["message"] for one in self.driver.get_log("browser")
            if one["level"] == "SEVERE" and "status of 4" not in one["message"]]

    def picture(self, path):
        height = self.driver.execute_script("return Math.min(document.documentElement.scrollHeight, 4000)")
        self.driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
        import base64
        shot = self.driver.execute_cdp_cmd(
            "Page.captureScreenshot",
            {"captureBeyondViewport": True, "clip": {
                "x": 0, "y": 0, "scale": 1, "height": height,
                "width": self.driver.execute_script("return document.documentElement.clientWidth")}})
        path.write_bytes(base64.b64decode(shot["data"]))

    def close(self):
        self.driver.quit()
