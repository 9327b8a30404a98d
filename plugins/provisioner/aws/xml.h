#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::aws {

/// An element of a document. Attributes and namespaces are dropped: AWS says nothing by them.
struct XmlElement {
  std::string name, text;
  std::vector<XmlElement> children;

  /// The first child of this name; an element without anything when there is none.
  const XmlElement& operator[](std::string_view child) const;
  bool has(std::string_view child) const;
  const std::string& textOf(std::string_view child) const { return (*this)[child].text; }
};

/// Text that is no XML, or more of it than is taken; `what()` never quotes it.
struct XmlError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Parses what a stranger sent. A document type is refused, and with it every entity of the
/// document's own; depth and number of elements are bounded. Throws XmlError.
XmlElement parseXml(std::string_view document);

}  // namespace hostler::aws
