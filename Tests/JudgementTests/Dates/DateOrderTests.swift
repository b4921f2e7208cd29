import Judgement
import Testing

struct DateOrderTests {
  @Test(arguments: [
    (["DRIVER LICENSE", "DOB 02/01/1995"], DateOrder.monthFirst),
    (["Springfield, IL 62704", "Date 02/01/1995"], .monthFirst),
    (["UNITED STATES OF AMERICA", "25/12/2024"], .monthFirst),
    (["USA", "Date 02/01/1995"], .monthFirst), (["Kontoudtog dato", "HOTEL USA 02-11-2026", "20-11-2026"], .dayFirst),
    (["Kontoudtog dato", "HOTEL USA 02-11-2026"], .unknown),
    (["Date 25/12/2024", "Date of birth 02/01/1995"], .dayFirst),
    (["Date 12/25/2024", "Date of birth 02/01/1995"], .monthFirst),
    (["Council Tax", "02/01/1995"], .dayFirst), (["1 High Street", "SW1A 1AA", "02/01/1995"], .dayFirst),
    (["Fødselsdato 02/01/1995"], .dayFirst), (["Date de naissance 02/01/1995"], .dayFirst),
    (["12345 Berlin, DE 19901", "02/01/1995"], .unknown), (["IDENTITY CARD", "02/01/1995"], .unknown),
  ])
  func isToldByThePage(_ lines: [String], _ expected: DateOrder) {
    #expect(DateOrder.on(page(lines: column(lines))) == expected)
  }
}
