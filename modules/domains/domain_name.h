#pragma once

#include "core/hostname/hostname.h"
#include "modules/catalog/tld.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// The TLD of the table that a name stands under: the longest that fits, so that example.co.in is
/// under co.in and not under in. Nothing where there is none. Valid as long as the table is.
const Tld* tldAbove(const std::string& name, const std::vector<Tld>& table);

/// Whether a name is one label under a TLD, and so a domain that can be bought. Never a public
/// suffix itself.
bool isSoldUnder(const std::string& name, const Tld& tld);

/// The label that somebody who types `text` is looking for, as A-label: "example" of
/// "www.Example.com", "mycafe" of "My Cafe". Nothing where no label can be made of it.
std::optional<std::string> soughtLabel(const std::string& text, const std::vector<Tld>& table);

}  // namespace hostler
