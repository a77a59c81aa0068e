/** The head of a table: what each column shows. */
interface TableHeadProps {
  readonly columns: readonly string[];
  /** The last column holds what one does to a row, and has no name. */
  readonly hasActions?: boolean;
}

export function TableHead({ columns, hasActions = false }: TableHeadProps) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
        {hasActions ? <td /> : null}
      </tr>
    </thead>
  );
}
