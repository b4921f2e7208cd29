internal import ArgumentParser

/// That a decision stands already, and is to be set aside.
struct SetAsideOption: ParsableArguments {
  @Flag(name: .customLong("set-aside"), help: "Decide a closed case otherwise; needs --note.")
  var setAside = false
}
