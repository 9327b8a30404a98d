// The ways in which a zone's records are changed: each says which records are wanted, and the desk
// plans and publishes them.
#include "modules/dns/record_values.h"
#include "modules/dns/zone_routes.h"

#include <algorithm>

namespace hostler {
namespace {

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

// The place of a set in what a person wrote; what was there before is named by itself.
std::string fieldIn(const std::vector<RecordBody>& bodies, const RecordSet& set,
                    const std::string& zone) {
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    const auto name = ownerName(bodies[i].name, zone);
    if (name && *name == set.name && upper(bodies[i].type) == set.type)
      return FieldErrors::at("records", i);
  }
  return "records";
}

// What a file may hold and a zone here may not, said of the text.
void checkFile(const std::vector<RecordBody>& bodies, const RecordRules& rules,
               FieldErrors& errors) {
  for (const auto& body : bodies) {
    FieldErrors own;
    readRecords({body}, rules, own);
    try {
      own.throwIfAny();
    } catch (const ValidationError& error) {
      for (const auto& one : error.errors())
        errors.add("text", one.code, body.name + " " + body.type + " " + one.message);
    }
  }
}

}  // namespace

ZonePlanView ZoneRoutes::put(const Actor& actor, const std::string& reference,
                             const PutRecordsBody& body) {
  // Who writes the whole zone says which one he has read: else the records of others would go.
  if (body.scope == EditScope::Zone && !body.serial)
    throw ValidationError{"serial", "required", "must be the serial of the zone that was read"};
  const auto plan = desk_.change(
      actor, reference, body.edit(""),
      [&](db::Reader&, const DnsZone& zone, const RecordRules& rules, FieldErrors& errors) {
        const auto written = readRecords(body.records, rules, errors);
        ZoneDesk::Wish wish{
            body.scope == EditScope::Zone ? written : withSets(zone.records, written), {}};
        checkTogether(
            wish.records, rules,
            [&](const RecordSet& set) { return fieldIn(body.records, set, zone.name); }, errors);
        return wish;
      });
  return ZonePlanView::of(plan, body.preview);
}

ZonePlanView ZoneRoutes::patch(const Actor& actor, const std::string& reference,
                               const DomainRecordsBody& body) {
  if (body.records.empty() && body.remove.empty())
    throw ValidationError{"records", "required", "must name what changes, or remove what goes"};
  const auto plan = desk_.change(
      actor, reference, body.edit(""),
      [&](db::Reader&, const DnsZone& zone, const RecordRules& rules, FieldErrors& errors) {
        const auto written = readRecords(body.records, rules, errors);
        ZoneDesk::Wish wish{withSets(zone.records, written), {}};
        for (std::size_t i = 0; i < body.remove.size(); ++i) {
          const auto& [wanted, type] = body.remove[i];
          const auto path = FieldErrors::at("remove", i);
          const auto name = ownerName(wanted, zone.name);
          if (!name) {
            errors.add(path + ".name", name.error().code, name.error().message);
            continue;
          }
          const auto goes = [&](const RecordSet& set) {
            return set.name == *name && (!type || upper(*type) == set.type);
          };
          if (std::ranges::any_of(written, goes))
            errors.add(path, "written_too", "is among the records that are to be there");
          std::erase_if(wish.records, goes);
        }
        checkTogether(
            wish.records, rules,
            [&](const RecordSet& set) { return fieldIn(body.records, set, zone.name); }, errors);
        return wish;
      });
  return ZonePlanView::of(plan, body.preview);
}

ZonePlanView ZoneRoutes::remove(const Actor& actor, const std::string& reference,
                                const DeleteRecordsQuery& query) {
  const auto plan = desk_.change(
      actor, reference, query.edit(""),
      [&](db::Reader&, const DnsZone& zone, const RecordRules& rules, FieldErrors& errors) {
        const auto name = ownerName(query.name, zone.name);
        if (!name) {
          errors.add("name", name.error().code, name.error().message);
          return ZoneDesk::Wish{};
        }
        ZoneDesk::Wish wish;
        for (const auto& set : zone.records) {
          const bool goes = set.name == *name && (!query.type || upper(*query.type) == set.type);
          if (!goes) wish.records.push_back(set);
        }
        if (wish.records.size() == zone.records.size())
          errors.add("name", "no_such_record", "there is no such record");
        checkTogether(
            wish.records, rules, [](const RecordSet&) { return std::string{"name"}; }, errors);
        return wish;
      });
  return ZonePlanView::of(plan, query.preview);
}

ZonePlanView ZoneRoutes::import(const Actor& actor, const std::string& reference,
                                const ImportZoneBody& body) {
  if (body.scope == EditScope::Zone && !body.serial)
    throw ValidationError{"serial", "required", "must be the serial of the zone that was read"};
  const auto plan = desk_.change(
      actor, reference, body.edit("import"),
      [&](db::Reader&, const DnsZone& zone, const RecordRules& rules, FieldErrors& errors) {
        auto file = readZoneFile(body.text, zone.name);
        const auto bodies = bodiesOf(file.records, zone.name);
        ZoneDesk::Wish wish{
            body.scope == EditScope::Zone ? file.records : withSets(zone.records, file.records),
            std::move(file.skipped)};
        checkTogether(
            wish.records, rules, [](const RecordSet&) { return std::string{"text"}; }, errors);
        checkFile(bodies, rules, errors);
        return wish;
      });
  return ZonePlanView::of(plan, body.preview);
}

ZonePlanView ZoneRoutes::apply(const Actor& actor, const std::string& reference,
                               const ApplyPatternBody& body) {
  const auto plan = desk_.change(
      actor, reference, body.edit(body.pattern),
      [&](db::Reader& reader, const DnsZone& zone, const RecordRules& rules, FieldErrors& errors) {
        const auto pattern = zone_patterns::find(reader, zone.tenant, body.pattern);
        if (!pattern) {
          errors.add("template", "unknown_template", "there is no template of this name");
          return ZoneDesk::Wish{zone.records, {}};
        }
        const auto bodies = zone_patterns::filled(*pattern, zone.name, body.values, errors);
        errors.throwIfAny();
        ZoneDesk::Wish wish{zone_patterns::merged(zone.records, readRecords(bodies, rules, errors)),
                            {}};
        checkTogether(
            wish.records, rules, [](const RecordSet&) { return std::string{"template"}; }, errors);
        return wish;
      });
  return ZonePlanView::of(plan, body.preview);
}

ZonePlanView ZoneRoutes::restore(const Actor& actor, const std::string& reference, int serial,
                                 const ZoneEditBody& body) {
  const auto plan = desk_.change(
      actor, reference, body.edit("version " + std::to_string(serial)),
      [&](db::Reader& reader, const DnsZone& zone, const RecordRules&, FieldErrors&) {
        const auto version = zone_repository::version(reader, zone.id, serial);
        if (!version) throw NotFound{};
        if (version->state != VersionState::Published)
          throw DomainError{"version_not_published", 409, "This version was never published."};
        return ZoneDesk::Wish{version->records, {}};
      });
  return ZonePlanView::of(plan, body.preview);
}

}  // namespace hostler
