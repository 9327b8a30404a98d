#include "modules/accounts/people.h"

#include "core/db/id_lists.h"
#include "modules/accounts/user.h"

#include <array>

namespace hostler {
namespace {

constexpr auto kSelect = R"sql(
  SELECT id, account_id, name, username, email, kind, status FROM users
   WHERE tenant_id = ? AND id IN ({ids}))sql";

Person personFrom(const db::Row& row) {
  Person person;
  person.id = row.id<User>("id");
  person.account = row.get<std::optional<Id<Account>>>("account_id");
  person.name = row.text("name");
  if (person.name.empty())
    person.name = row.get<std::optional<std::string>>("username").value_or(row.text("email"));
  person.email = row.text("email");
  person.isStaff = row.get<UserKind>("kind") == UserKind::Staff;
  person.isActive = row.get<UserStatus>("status") == UserStatus::Active;
  return person;
}

}  // namespace

std::map<Id<User>, Person> peopleOf(db::Reader& reader, Id<Tenant> tenant,
                                    const std::vector<Id<User>>& ids) {
  std::map<Id<User>, Person> people;
  const std::array before{db::Param{tenant}};
  for (const auto& rows : db::askByIds(reader, kSelect, db::numbersOf(ids), before)) {
    for (const auto& row : rows) {
      auto person = personFrom(row);
      people.emplace(person.id, std::move(person));
    }
  }
  return people;
}

std::optional<Person> personOf(db::Reader& reader, Id<Tenant> tenant, Id<User> id) {
  auto people = peopleOf(reader, tenant, {id});
  if (people.empty()) return std::nullopt;
  return std::move(people.begin()->second);
}

}  // namespace hostler
