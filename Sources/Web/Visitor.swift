import Hummingbird
import Logging
import NIOCore

/// What Hummingbird hands along with a request.
package struct Visitor: RequestContext {
  package var coreContext: CoreRequestContextStorage
  /// The connection; a test without a network has none that says anything.
  let channel: any Channel

  package init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}
