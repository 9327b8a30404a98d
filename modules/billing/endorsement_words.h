#pragma once

#include <string>
#include <string_view>

namespace hostler {

/// A document's endorsement for whoever reads it in another language: its meaning in theirs, and
/// behind it in brackets the English sentence, for the wording under rule 46 of the CGST Rules (and
/// of the VAT Directive's article 226) is what an officer looks for. English stays as it is, and so
/// does what a seller has written: the reason of an exemption. Thread-safe.
std::string endorsementFor(std::string_view locale, const std::string& english);

}  // namespace hostler
