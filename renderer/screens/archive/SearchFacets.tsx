import type { SearchFilters } from '#shared/contract/searchCommands.ts';
import { search as strings } from '../../strings/search.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import type { FacetName, Facets } from './useSearch.ts';

const facetNames = ['year', 'unit', 'column', 'publication'] as const satisfies readonly FacetName[];

export interface SearchFacetsProps {
  readonly facets: Facets;
  readonly filters: SearchFilters;
  readonly onFilters: (filters: SearchFilters) => void;
}

/** What the hits may be narrowed to, with how many there are of each; what they are narrowed to, to be taken away again. */
export function SearchFacets({ facets, filters, onFilters }: SearchFacetsProps) {
  const open = facetNames.filter((name) => filters[name] === undefined && facets[name].length > 1);
  const narrowed = facetNames.filter((name) => filters[name] !== undefined);
  if (open.length === 0 && narrowed.length === 0) return null;
  return (
    <fieldset className="search-facets">
      <legend className="unseen">{strings.narrow}</legend>
      {open.map((name) => (
        <SelectField
          key={name}
          label={strings.facets[name]}
          isLabelUnseen
          value=""
          onValue={(value) => onFilters({ ...filters, [name]: value })}
          options={[
            { value: '', label: strings.anyOf(strings.facets[name]) },
            ...facets[name].map(({ value, count, hasMore }) => ({
              value,
              label: strings.valueOf(named(name, value), strings.countOf(count, hasMore)),
            })),
          ]}
        />
      ))}
      {narrowed.length > 0 && (
        <ul className="search-narrowed" aria-label={strings.filters}>
          {narrowed.map((name) => (
            <li key={name}>
              <Button
                icon="close"
                aria-label={strings.removeFilter(strings.facets[name], named(name, filters[name] ?? ''))}
                onClick={() => {
                  const { [name]: _taken, ...rest } = filters;
                  onFilters(rest);
                }}
              >
                {named(name, filters[name] ?? '')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}

function named(name: FacetName, value: string): string {
  return name === 'year' ? strings.year(value) : value;
}
