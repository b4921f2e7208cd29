import Model
import Testing

@testable import Report

@Suite("Marks on a page")
struct PageMarkTests {
  private func marks(_ boxes: [PixelRect]..., width: Int = 1000, height: Int = 700) -> [PageMark] {
    PageMark.all(
      boxes.enumerated().map { ($0 + 1, Finding(.holderNameDiffers, .amend, file: 1, page: 1, boxes: $1)) },
      width: width, height: height)
  }

  @Test("stand as shares of the page, with some air around the letters, and never leave it")
  func shares() {
    let mark = marks([PixelRect(x0: 104, y0: 204, x1: 296, y1: 246)]).first
    #expect(mark?.left == "10.00%")
    #expect(mark?.top == "28.57%")
    #expect(mark?.width == "20.00%")
    #expect(mark?.height == "7.14%")
    let edge = marks([PixelRect(x0: 0, y0: 0, x1: 1000, y1: 700)]).first
    #expect(edge.map { [$0.left, $0.top, $0.width, $0.height] } == ["0.00%", "0.00%", "100.00%", "100.00%"])
  }

  @Test("carry number and code on the first frame of a reason, which is the one that is linked")
  func tags() {
    let box = PixelRect(x0: 100, y0: 200, x1: 300, y1: 250)
    let marks = marks([box, PixelRect(x0: 100, y0: 400, x1: 300, y1: 450)], [box])
    #expect(marks.map(\.number) == [1, 1, 2])
    #expect(marks.map(\.target) == ["mark-1", nil, "mark-2"])
    #expect(marks.map { $0.tag?.code } == ["holder.name_differs", nil, "holder.name_differs"])
  }

  @Test("on one place have tags in places of their own")
  func apart() {
    let box = PixelRect(x0: 100, y0: 200, x1: 300, y1: 250)
    let tags = marks([box], [box], [box]).compactMap(\.tag)
    #expect(Set(tags.map { "\($0.level) \($0.fieldTop)" }).count == 3)
  }

  @Test("of several reasons have tags above one another rather than over what the next line says")
  func aboveLines() {
    let first = PixelRect(x0: 100, y0: 500, x1: 900, y1: 530)
    let second = PixelRect(x0: 100, y0: 545, x1: 900, y1: 575)
    let tags = marks([first, second], [first, second], [first, second]).compactMap(\.tag)
    #expect(tags.map(\.fieldTop) == [-20, -40, -60])
    #expect(Set(tags.map(\.level)).count == 1)
  }

  @Test("at the top have their tag below, on the right half it hangs to the left")
  func edges() {
    let top = marks([PixelRect(x0: 10, y0: 5, x1: 200, y1: 40)]).first?.tag
    #expect(top?.fieldTop == 0)
    let right = marks([PixelRect(x0: 800, y0: 300, x1: 990, y1: 340)]).first?.tag
    #expect(right?.hook == "99.40%")
    #expect(right.map { $0.longLeft == -$0.longWidth && $0.textEnd == "end" } == true)
  }

  @Test("of a page without a size harm nothing")
  func noSize() {
    let marks = marks([PixelRect(x0: 0, y0: 0, x1: 10, y1: 10)], width: 0, height: 0)
    #expect(marks.first?.left == "0.00%")
  }
}
